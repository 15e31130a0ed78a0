/**
 * The thread that owns the metadata log, and what it needs of the disk.
 *
 * <p>{@link io.ottla.controller.driver.ControllerStart} opens the folder, reads what is there, and starts the thread.
 * {@link io.ottla.controller.driver.ControllerLoop} takes commands in bursts. Each is decided against the image that
 * includes the records of all before it; a burst is one write and one sync; then its records are committed, the new image
 * is published, listeners are told, and the replies go out.
 *
 * <pre>
 *   inbox -> decide, stage, apply (one by one) -> write and sync -> commit -> publish -> listeners -> replies
 * </pre>
 */
package io.ottla.controller.driver;
