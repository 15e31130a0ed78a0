package io.ottla.compat.process;

/** Which broker a target is. */
public enum TargetKind {
    OTTLA,
    REFERENCE;

    /** Makes a target of this kind; it is not started yet. */
    public Target create(TargetSettings settings) {
        return switch (this) {
            case OTTLA -> new OttlaProcess(settings);
            case REFERENCE -> new ReferenceProcess(settings);
        };
    }
}
