/**
 * What the cluster knows, as one immutable value. {@link io.ottla.controller.image.ClusterImage} is built by applying
 * metadata records one after the other, and by nothing else: a record that was just decided and one that is read back
 * from the log take the same way ({@link io.ottla.controller.image.ImageBuilder}), so that live state and replayed state
 * cannot differ.
 *
 * <p>The maps in an image are persistent collections, sorted, so that the order in which one sees them is defined. An
 * image can be written back as records ({@link io.ottla.controller.image.ImageRecords}); applied to an empty image they
 * give an equal one. That is what a snapshot is.
 */
package io.ottla.controller.image;
