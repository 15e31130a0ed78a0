package io.ottla.wire.codegen.emit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.codegen.spec.MessageSpec;
import io.ottla.wire.codegen.spec.SpecException;
import io.ottla.wire.codegen.spec.SpecParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name in a future spec that would not compile, or would mean something else, stops the build with a clear text. */
class TakenNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Size", "Class", "Default", "UnknownTaggedFields", "LowestVersion"})
    void fields(String name) {
        refuses("""
                { "name": "%s", "type": "int32", "versions": "0" }""".formatted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"List", "Uuid", "Records", "WireReader"})
    void structs(String name) {
        refuses("""
                { "name": "A", "type": "[]%s", "versions": "0", "fields": [
                    { "name": "B", "type": "int8", "versions": "0" } ] }""".formatted(name));
    }

    private static void refuses(String field) {
        MessageSpec spec = new SpecParser().parse("Thing.json", """
                { "type": "data", "name": "Thing", "validVersions": "0", "fields": [ %s ] }""".formatted(field));
        assertThatThrownBy(() -> new MessageEmitter("p", spec).emit())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("is taken");
    }
}
