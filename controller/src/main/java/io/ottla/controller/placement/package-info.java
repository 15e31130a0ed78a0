/** Which brokers get the replicas of a new partition. Pure arithmetic over what is known of the brokers, and chance. */
package io.ottla.controller.placement;
