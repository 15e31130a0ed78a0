/**
 * The build-time tool behind {@code io.ottla.controller.configdef}. It runs in a process of its own, with the reference on its
 * class path, asks the reference's classes for every configuration key they know, and writes what they say as Java source and
 * as one text file of documentation for each kind of key. Nothing it writes refers to the reference.
 *
 * <p>What it does not understand, such as a validator that a new version of the reference brings along, ends the build.
 */
package io.ottla.config.codegen;
