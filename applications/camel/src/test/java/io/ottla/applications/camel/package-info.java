/** Camel's kafka component at both ends of a route. */
package io.ottla.applications.camel;
