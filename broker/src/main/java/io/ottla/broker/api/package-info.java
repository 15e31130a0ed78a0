/**
 * What the broker does for each API: one package for each, named like it, with its {@link
 * io.ottla.broker.dispatch.ApiHandler} and what only that needs.
 */
package io.ottla.broker.api;
