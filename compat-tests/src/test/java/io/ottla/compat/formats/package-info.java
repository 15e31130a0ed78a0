/** Files on disk: read by the reference's own dump tool, and opened by either broker when the other has written them. */
package io.ottla.compat.formats;
