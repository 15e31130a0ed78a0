package io.ottla.demo;

/** The demo cannot go on; the message is for the audience. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message);
    }
}
