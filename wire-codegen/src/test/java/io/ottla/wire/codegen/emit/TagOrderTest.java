package io.ottla.wire.codegen.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.codegen.spec.SpecParser;
import org.junit.jupiter.api.Test;

/**
 * Tags are written in order, known and unknown ones together. No spec of today leaves a gap among its tags, so that the
 * comparison with the reference cannot show it.
 */
class TagOrderTest {

    @Test
    void unknownTagsBelowAKnownOneAreWrittenBeforeIt() {
        String text = new MessageEmitter("p", new SpecParser().parse("Thing.json", """
                { "type": "data", "name": "Thing", "validVersions": "0", "flexibleVersions": "0+", "fields": [
                    { "name": "Late", "type": "int8", "versions": "0+", "taggedVersions": "0+", "tag": 5 },
                    { "name": "Early", "type": "int8", "versions": "0+", "taggedVersions": "0+", "tag": 2 } ] }""")).emit();
        assertThat(text)
                .containsSubsequence(
                        "out.writeUnsignedVarint(tags);",
                        "unknown = out.writeUnknownTags(this.unknownTaggedFields, unknown, 2);",
                        "out.beginTag(2, 1);",
                        "unknown = out.writeUnknownTags(this.unknownTaggedFields, unknown, 5);",
                        "out.beginTag(5, 1);",
                        "out.writeUnknownTags(this.unknownTaggedFields, unknown, Integer.MAX_VALUE);");
    }
}
