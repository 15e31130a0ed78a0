/** Which segments a log may do without. Arithmetic only: the log does the deleting. */
package io.ottla.storage.retention;
