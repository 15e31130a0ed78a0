/**
 * Transaction coordinators (KIP-98, KIP-360, KIP-890): what they are asked, and what they ask of the partitions that take part.
 */
package io.ottla.broker.coordinator.transaction;
