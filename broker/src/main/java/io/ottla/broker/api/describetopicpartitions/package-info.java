/** DescribeTopicPartitions: topics and their partitions, in pages. */
package io.ottla.broker.api.describetopicpartitions;
