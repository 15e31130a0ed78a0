/** TxnOffsetCommit: offsets of a group become part of a transaction. */
package io.ottla.broker.api.txnoffsetcommit;
