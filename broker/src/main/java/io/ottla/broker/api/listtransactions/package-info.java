/** ListTransactions: the transactional ids that a broker's coordinators have (KIP-664, KIP-994, KIP-1152). */
package io.ottla.broker.api.listtransactions;
