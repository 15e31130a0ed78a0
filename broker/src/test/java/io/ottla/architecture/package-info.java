/** Keeps the shape of the whole project as docs/architecture.md draws it: a test of all modules, not of the broker alone. */
package io.ottla.architecture;
