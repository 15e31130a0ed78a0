/** DescribeConfigs: what is set, what holds, and where it comes from. */
package io.ottla.broker.api.describeconfigs;
