package io.ottla.demo.plot;

/** One consumer of a group. */
public record Member(Audience audience, String name) {
    @Override
    public String toString() {
        return name;
    }
}
