/** Versions of the Java client. */
package io.ottla.compat.versions;
