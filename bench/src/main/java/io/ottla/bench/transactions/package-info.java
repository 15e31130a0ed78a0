/** Transactions of stock producers: how many a second, how long one takes, and what it costs the broker. */
package io.ottla.bench.transactions;
