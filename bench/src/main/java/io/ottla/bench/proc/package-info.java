/**
 * What the operating system says about a process: CPU time and resident memory, from {@code /proc}. Asking from outside
 * costs the process nothing, and is the same for every broker.
 */
package io.ottla.bench.proc;
