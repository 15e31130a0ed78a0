/** DescribeClientQuotas. */
package io.ottla.broker.api.describeclientquotas;
