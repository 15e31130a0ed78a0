/**
 * The harness of the compatibility tests: brokers and tools as separate processes.
 *
 * <p>{@code process} starts brokers, {@code tool} runs the reference's command line tools. The tests are in the test
 * folder, a class a behaviour, and run on Ottla and on the reference alike.
 */
package io.ottla.compat;
