/** OffsetCommit: a group's offsets are remembered. */
package io.ottla.broker.api.offsetcommit;
