/** DescribeProducers: the producers that a partition remembers, for whoever looks for a transaction that hangs. */
package io.ottla.broker.api.describeproducers;
