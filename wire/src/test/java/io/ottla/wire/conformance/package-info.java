/**
 * Our messages beside the reference's own, driven by reflection: the same values must give the same bytes, the same
 * refusals, and read back equal. What a version has, and where null is allowed, is taken from the reference's schemas,
 * not from our reading of the specs.
 */
package io.ottla.wire.conformance;
