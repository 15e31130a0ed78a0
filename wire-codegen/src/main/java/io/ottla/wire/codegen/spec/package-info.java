/**
 * The message specs as data: what the JSON files say, checked while they are read, with nothing about Java in them.
 */
package io.ottla.wire.codegen.spec;
