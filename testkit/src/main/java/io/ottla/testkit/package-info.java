/**
 * What tests are made of: virtual time, seeded chance and generators. Depends on nothing, and is used at test scope
 * only.
 */
package io.ottla.testkit;
