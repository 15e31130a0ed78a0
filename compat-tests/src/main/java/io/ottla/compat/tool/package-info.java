/** The reference's command line tools, each run as a process of its own from the reference's jars. */
package io.ottla.compat.tool;
