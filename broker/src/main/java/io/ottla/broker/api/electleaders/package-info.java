/** ElectLeaders. */
package io.ottla.broker.api.electleaders;
