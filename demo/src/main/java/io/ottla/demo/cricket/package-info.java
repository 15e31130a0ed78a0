/**
 * Cricket, as far as the demo needs it: who plays, what a ball may bring, and what becomes of it.
 *
 * <p>All of it is pure. A match is simulated from a seed, and comes out as a list of balls; scores and statistics are folds
 * over balls, so that whoever reads the same balls in the same order has the same score.
 */
package io.ottla.demo.cricket;
