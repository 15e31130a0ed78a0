/**
 * The side of transactions that partitions see (KIP-98, KIP-890): no record is appended to a transaction that its coordinator
 * does not know the partition to take part in, and markers end transactions.
 *
 * <pre>
 *   Produce, TxnOffsetCommit ──► {@link io.ottla.broker.transaction.TransactionGuards} ──verify, or add──► coordinator
 *                                          │ ticket
 *                                          ▼
 *                                     partition's log ◄──marker── {@link io.ottla.broker.transaction.Markers} ◄── coordinator
 * </pre>
 */
package io.ottla.broker.transaction;
