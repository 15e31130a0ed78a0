/** OffsetFetch: where groups have come to. */
package io.ottla.broker.api.offsetfetch;
