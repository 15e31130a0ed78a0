/** ListGroups: the groups that this broker coordinates. */
package io.ottla.broker.api.listgroups;
