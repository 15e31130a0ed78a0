/**
 * Java text from specs. {@link io.ottla.wire.codegen.emit.MessageEmitter} makes one file a message, and each emitter
 * beside it one kind of method; the registries (API keys, record types) have theirs.
 *
 * <p>Emitted code tests {@code version} only where the answer is not known at build time: a
 * {@link io.ottla.wire.codegen.emit.Condition} that always or never holds leaves no trace.
 */
package io.ottla.wire.codegen.emit;
