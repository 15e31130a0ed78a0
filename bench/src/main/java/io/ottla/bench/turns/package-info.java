/** Programs that measure both brokers in turns, and print a table of medians. */
package io.ottla.bench.turns;
