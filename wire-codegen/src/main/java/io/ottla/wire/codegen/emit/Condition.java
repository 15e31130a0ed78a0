package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.Versions;

/** A test of {@code version}, as Java text; {@code true} or {@code false} when there is nothing to test. */
record Condition(String text) {
    static final Condition ALWAYS = new Condition("true");
    static final Condition NEVER = new Condition("false");

    /** Whether a version is one of {@code wanted}, when it can only be one of {@code possible}. */
    static Condition in(Versions wanted, Versions possible) {
        Versions common = wanted.intersect(possible);
        if (common.isEmpty()) {
            return NEVER;
        }
        boolean low = common.lowest() > possible.lowest();
        boolean high = common.highest() < possible.highest();
        if (low && high) {
            return common.lowest() == common.highest()
                    ? new Condition("version == " + common.lowest())
                    : new Condition("version >= " + common.lowest() + " && version <= " + common.highest());
        }
        if (low) {
            return new Condition("version >= " + common.lowest());
        }
        return high ? new Condition("version <= " + common.highest()) : ALWAYS;
    }

    boolean isAlways() {
        return equals(ALWAYS);
    }

    boolean isNever() {
        return equals(NEVER);
    }

    String negated() {
        return "!(" + text + ")";
    }

    Condition not() {
        if (isAlways()) {
            return NEVER;
        }
        return isNever() ? ALWAYS : new Condition(negated());
    }

    /** This test and another, in parentheses fit for a longer expression. */
    String and(String other) {
        if (isAlways()) {
            return other;
        }
        return isNever() ? "false" : text + " && " + other;
    }
}
