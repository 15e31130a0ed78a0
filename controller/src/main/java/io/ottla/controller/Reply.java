package io.ottla.controller;

import io.ottla.controller.decide.ApiError;

/**
 * Where the answer to a command goes. It is called once, on the controller's thread, and must neither wait nor take long;
 * only a command that could not even be queued is refused on the thread that submitted it.
 */
public interface Reply<R> {

    /** What was decided is on disk and committed. */
    void done(R reply);

    /** Nothing was done. */
    void refused(ApiError error);
}
