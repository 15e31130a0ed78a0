/** OffsetDelete: a group forgets its offsets of topics that it does not read. */
package io.ottla.broker.api.offsetdelete;
