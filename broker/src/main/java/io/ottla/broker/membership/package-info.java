/** The broker's place in its cluster: how it makes itself known, says that it lives, and takes its leave. */
package io.ottla.broker.membership;
