/** Brokers that are killed in the middle of their work, and started again on what is left. */
package io.ottla.compat.crash;
