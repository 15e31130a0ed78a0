/** ListOffsets: where a partition starts and ends, and which record was the first at or after some time. */
package io.ottla.broker.api.listoffsets;
