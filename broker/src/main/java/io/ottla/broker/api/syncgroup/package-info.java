/** SyncGroup: a member of the classic protocol gets its assignment, which the leader sends. */
package io.ottla.broker.api.syncgroup;
