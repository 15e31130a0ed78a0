/** CreatePartitions. */
package io.ottla.broker.api.createpartitions;
