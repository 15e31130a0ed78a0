/** AddPartitionsToTxn: partitions are going to be part of a transaction, or are asked after (KIP-98, KIP-890). */
package io.ottla.broker.api.addpartitionstotxn;
