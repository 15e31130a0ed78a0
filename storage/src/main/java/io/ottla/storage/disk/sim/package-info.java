/**
 * A disk in memory that is as unkind as a real one may be: what was not forced is lost or torn when the power goes, it
 * fills up, fails and flips bits, all from one seed. It is for simulations and tests of storage and of all that stands
 * on it, which is why it is not in test sources.
 */
package io.ottla.storage.disk.sim;
