/**
 * The way of every request, each step once and in this order: header, version, authentication, authorisation, quota, body,
 * handler, answer. What is special about one API is in its {@code ApiHandler}, one package each
 * under {@code io.ottla.broker.api}. The table of handlers is also what ApiVersions advertises, so what is advertised is
 * what works.
 */
package io.ottla.broker.dispatch;
