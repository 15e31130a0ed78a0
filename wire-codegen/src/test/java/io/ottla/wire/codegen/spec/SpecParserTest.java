package io.ottla.wire.codegen.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.codegen.spec.FieldType.Primitive;
import org.junit.jupiter.api.Test;

class SpecParserTest {

    @Test
    void readsAMessage() {
        MessageSpec spec = parse("""
                // A comment, as every spec has one.
                { "apiKey": 7, "type": "request", "name": "ThingRequest", "listeners": ["broker"],
                  "validVersions": "1-4", "flexibleVersions": "3+", "latestVersionUnstable": true,
                  "fields": [
                    { "name": "ThingId", "type": "int32", "versions": "0+", "default": "-1", "ignorable": true },
                    { "name": "Parts", "type": "[]Part", "versions": "2+", "nullableVersions": "3+", "fields": [
                      { "name": "Name", "type": "string", "versions": "2+", "mapKey": true } ] } ] }""");
        assertThat(spec.apiKey()).hasValue(7);
        assertThat(spec.kind()).isEqualTo(MessageSpec.Kind.REQUEST);
        assertThat(spec.listeners()).containsExactly("broker");
        assertThat(spec.validVersions()).isEqualTo(new Versions(1, 4));
        assertThat(spec.latestVersionUnstable()).isTrue();
        FieldSpec id = spec.top().fields().getFirst();
        assertThat(id.name()).isEqualTo("thingId");
        assertThat(id.type()).isEqualTo(Primitive.INT32);
        assertThat(id.defaultText()).isEqualTo("-1");
        assertThat(id.ignorable()).isTrue();
        assertThat(spec.struct("Part").versions()).isEqualTo(new Versions(2, 4));
        assertThat(spec.top().fields().get(1).nullableVersions()).isEqualTo(Versions.parse("3+"));
    }

    @Test
    void aFieldThatIsOnlyEverTaggedNeedsNoVersions() {
        FieldSpec field = field("""
                { "name": "A", "type": "int64", "taggedVersions": "1+", "tag": 2 }""");
        assertThat(field.versions()).isEqualTo(Versions.parse("1+"));
        assertThat(field.positionalVersions()).isEqualTo(Versions.NONE);
    }

    @Test
    void aFieldThatBecomesTaggedHasItsPlaceBefore() {
        FieldSpec field = field("""
                { "name": "A", "type": "int64", "versions": "1+", "taggedVersions": "3+", "tag": 2 }""");
        assertThat(field.positionalVersions()).isEqualTo(new Versions(1, 2));
    }

    /** The reference takes a JSON null for a default that was not given. */
    @Test
    void onlyTheTextNullMakesTheDefaultNull() {
        assertThat(field("""
                { "name": "A", "type": "string", "versions": "0+", "nullableVersions": "0+", "default": "null" }""").defaultsToNull()).isTrue();
        assertThat(field("""
                { "name": "A", "type": "string", "versions": "0+", "nullableVersions": "0+", "default": null }""").defaultsToNull()).isFalse();
    }

    @Test
    void commonStructsAreStructsLikeAnyOther() {
        MessageSpec spec = parse("""
                { "type": "data", "name": "Thing", "validVersions": "0-5", "flexibleVersions": "none",
                  "fields": [ { "name": "A", "type": "Pair", "versions": "0+" },
                              { "name": "B", "type": "[]Pair", "versions": "0+" } ],
                  "commonStructs": [ { "name": "Pair", "versions": "1+", "fields": [
                    { "name": "X", "type": "uuid", "versions": "1+" } ] } ] }""");
        assertThat(spec.structs()).extracting(StructSpec::name).containsExactly("Pair");
        assertThat(spec.struct("Pair").versions()).isEqualTo(new Versions(1, 5));
    }

    @Test
    void whatItDoesNotKnowStopsIt() {
        refuses("{ \"type\": \"data\", \"name\": \"T\", \"validVersions\": \"0\", \"surprise\": 1 }", "surprise");
        refusesField("{ \"name\": \"A\", \"type\": \"int32\", \"versions\": \"0+\", \"surprise\": 1 }", "surprise");
        refusesField("{ \"name\": \"A\", \"type\": \"int128\", \"versions\": \"0+\" }", "int128");
        refusesField("{ \"name\": \"A\", \"type\": \"[][]int32\", \"versions\": \"0+\" }", "no such list");
        refuses("{ \"type\": \"letter\", \"name\": \"T\", \"validVersions\": \"0\" }", "letter");
        refuses("{ \"type\": \"data\", ", "Thing.json");
    }

    @Test
    void whatContradictsItselfStopsIt() {
        refusesField("{ \"name\": \"A\", \"type\": \"int32\" }", "no versions");
        refusesField(
                "{ \"name\": \"A\", \"type\": \"int32\", \"versions\": \"0+\", \"nullableVersions\": \"0+\" }",
                "cannot be null");
        refusesField("{ \"name\": \"A\", \"type\": \"int32\", \"versions\": \"0+\", \"tag\": 1 }", "come together");
        refusesField(
                "{ \"name\": \"A\", \"type\": \"int32\", \"versions\": \"2+\", \"tag\": 1, \"taggedVersions\": \"1+\" }",
                "tagged in 1+");
        refusesField("{ \"name\": \"A\", \"type\": \"Nowhere\", \"versions\": \"0+\" }", "no struct Nowhere");
        refusesField("""
                { "name": "A", "type": "int8", "versions": "0+", "tag": 1, "taggedVersions": "0+" },
                { "name": "B", "type": "int8", "versions": "0+", "tag": 1, "taggedVersions": "0+" }""", "two fields with one tag");
    }

    /** Readers recurse along the structs: a cycle would let hostile bytes decide how deep. */
    @Test
    void aStructWithinItselfStopsIt() {
        refuses("""
                { "type": "data", "name": "Thing", "validVersions": "0", "fields": [
                    { "name": "A", "type": "Node", "versions": "0+" } ],
                  "commonStructs": [ { "name": "Node", "versions": "0+", "fields": [
                    { "name": "Children", "type": "[]Node", "versions": "0+" } ] } ] }""", "contains itself");
    }

    private static MessageSpec parse(String text) {
        return new SpecParser().parse("Thing.json", text);
    }

    private static String withField(String field) {
        return """
                { "type": "data", "name": "Thing", "validVersions": "0-9", "flexibleVersions": "0+",
                  "fields": [ %s ] }""".formatted(field);
    }

    private static FieldSpec field(String text) {
        return parse(withField(text)).top().fields().getFirst();
    }

    private static void refusesField(String field, String reason) {
        refuses(withField(field), reason);
    }

    private static void refuses(String text, String reason) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("Thing.json")
                .hasMessageContaining(reason);
    }
}
