/** EndTxn: a transaction is committed or aborted (KIP-98, KIP-890). */
package io.ottla.broker.api.endtxn;
