/** Heartbeat: a member of the classic protocol lives. */
package io.ottla.broker.api.heartbeat;
