/** DescribeQuorum. */
package io.ottla.broker.api.describequorum;
