/** DescribeGroups: classic groups and their members. */
package io.ottla.broker.api.describegroups;
