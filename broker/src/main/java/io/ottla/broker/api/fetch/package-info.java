/**
 * Fetch: batches of records from the offsets a reader asks for, as soon as there are enough or its patience is over. Record
 * bytes are never touched: the answer holds slices of the segments' files, which the network layer sends from the page cache.
 */
package io.ottla.broker.api.fetch;
