/** OffsetForLeaderEpoch: where the records of a leader's epoch end, so that readers can tell whether a log was truncated. */
package io.ottla.broker.api.offsetforleaderepoch;
