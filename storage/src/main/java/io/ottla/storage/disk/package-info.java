/**
 * The only door to files. {@link io.ottla.storage.disk.Disk} names things and {@link io.ottla.storage.disk.DiskFile}
 * holds bytes; {@link io.ottla.storage.disk.FileDisk} is the real one. Everything in storage goes through these two, so
 * that a test can put a crash, a full disk or a bad sector behind any single operation.
 */
package io.ottla.storage.disk;
