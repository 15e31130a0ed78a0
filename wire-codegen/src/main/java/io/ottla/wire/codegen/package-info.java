/**
 * The build-time generator: reads the reference's message specs, writes one Java class a message, and the tables that
 * list them. {@link io.ottla.wire.codegen.Main} is run by the build of {@code wire}.
 */
package io.ottla.wire.codegen;
