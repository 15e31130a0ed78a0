/**
 * Transactions from the outside: stock clients, raw requests and the reference's tools. Each class runs on both targets; what
 * takes minutes runs when it is asked for ({@link io.ottla.compat.transactions.LongRun}).
 */
package io.ottla.compat.transactions;
