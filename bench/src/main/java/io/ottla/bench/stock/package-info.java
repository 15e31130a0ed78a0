/**
 * Programs on the reference's own client library, for what its tools do not offer. They run on the reference's class path, in
 * a process of their own.
 */
package io.ottla.bench.stock;
