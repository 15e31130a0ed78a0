/** kcat, the command line client over librdkafka: a client that shares no code with the reference. */
package io.ottla.compat.kcat;
