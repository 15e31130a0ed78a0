/**
 * What stands before a request's or response's body. {@link io.ottla.wire.header.RequestHeader} and
 * {@link io.ottla.wire.header.ResponseHeader} are generated; which version of them goes with which body is here.
 */
package io.ottla.wire.header;
