/**
 * The protocol's tables: {@link io.ottla.wire.api.ApiKey} (generated) with the versions of each API, and
 * {@link io.ottla.wire.api.ErrorCode}.
 */
package io.ottla.wire.api;
