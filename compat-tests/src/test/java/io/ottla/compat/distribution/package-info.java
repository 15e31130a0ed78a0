/** What is in the distribution, and what is not. */
package io.ottla.compat.distribution;
