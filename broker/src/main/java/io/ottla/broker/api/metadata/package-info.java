/** Metadata: brokers, topics and their partitions, as clients need them to find their way. */
package io.ottla.broker.api.metadata;
