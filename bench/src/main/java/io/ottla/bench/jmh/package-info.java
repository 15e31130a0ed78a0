/**
 * The steps of the hot path by themselves, under JMH: {@code bench/jmh}. With {@code -prof gc} it also tells what each leaves for
 * the garbage collector. These numbers say where to look; what counts is measured from outside, by {@link
 * io.ottla.bench.compare}.
 */
package io.ottla.bench.jmh;
