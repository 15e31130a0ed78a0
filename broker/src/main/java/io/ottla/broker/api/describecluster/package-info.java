/** DescribeCluster: the cluster's id and its nodes, for tools. */
package io.ottla.broker.api.describecluster;
