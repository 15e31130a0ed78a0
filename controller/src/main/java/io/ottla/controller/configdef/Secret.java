package io.ottla.controller.configdef;

/** A value that must not be seen in logs and answers. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "[hidden]";
    }
}
