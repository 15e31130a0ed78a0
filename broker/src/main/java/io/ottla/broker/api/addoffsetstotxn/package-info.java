/** AddOffsetsToTxn: the offsets of a group are going to be part of a transaction (KIP-98). */
package io.ottla.broker.api.addoffsetstotxn;
