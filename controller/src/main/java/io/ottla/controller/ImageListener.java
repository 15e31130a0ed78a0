package io.ottla.controller;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;

/** Follows the image. Called on the controller's thread, and must neither wait nor take long. */
public interface ImageListener {

    /** @param delta where the two differ; empty in all its parts when only the log's end has moved */
    void onImage(ClusterImage before, ClusterImage after, ImageDelta delta);
}
