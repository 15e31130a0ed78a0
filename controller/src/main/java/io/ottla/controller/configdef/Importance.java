package io.ottla.controller.configdef;

/** How likely it is that a key has to be changed. */
public enum Importance {
    HIGH,
    MEDIUM,
    LOW
}
