/** ConsumerGroupHeartbeat: a member of the consumer protocol joins, lives, and leaves (KIP-848). */
package io.ottla.broker.api.consumergroupheartbeat;
