package io.ottla.controller.configdef;

import java.util.List;

/**
 * One key as DescribeConfigs tells it.
 *
 * @param value the text of the value in force; null when it is none, or not to be seen
 * @param source which layer the value comes from
 * @param readOnly it cannot be changed while the broker runs
 * @param sensitive the value is not to be seen
 * @param typeId the protocol's number for the type
 * @param synonyms all that was said about the key, what counts first in front
 */
public record ConfigDescription(
        String name,
        String value,
        ConfigSource source,
        boolean readOnly,
        boolean sensitive,
        byte typeId,
        List<Synonym> synonyms) {

    /** One mention of a key, or of another that sets the same thing. */
    public record Synonym(String name, String value, ConfigSource source) {

        Synonym withoutValue() {
            return new Synonym(name, null, source);
        }
    }
}
