/** DescribeLogDirs: the data folders, how full they are, and what of each partition lies where. */
package io.ottla.broker.api.describelogdirs;
