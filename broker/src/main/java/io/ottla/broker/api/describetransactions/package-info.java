/** DescribeTransactions: how transactional ids stand (KIP-664). */
package io.ottla.broker.api.describetransactions;
