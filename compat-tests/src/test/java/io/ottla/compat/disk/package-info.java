/** Disks that fill up under a broker. */
package io.ottla.compat.disk;
