/** The demo as its users start it. */
package io.ottla.compat.demo;
