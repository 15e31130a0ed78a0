package io.ottla.wire.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.codegen.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator as the build runs it: twice with nothing new, then with something new. */
class GenerationTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

    @TempDir
    private Path folder;

    private Path specs;
    private Path output;

    @BeforeEach
    void writeSpecs() throws IOException {
        specs = folder.resolve("specs");
        output = folder.resolve("generated");
        write("message/PingRequest.json", """
                { "apiKey": 0, "type": "request", "name": "PingRequest", "listeners": ["broker"],
                  "validVersions": "0-2", "flexibleVersions": "2+", "latestVersionUnstable": true,
                  "fields": [ { "name": "Text", "type": "string", "versions": "0+" } ] }""");
        write("message/PingResponse.json", """
                { "apiKey": 0, "type": "response", "name": "PingResponse",
                  "validVersions": "0-2", "flexibleVersions": "2+", "fields": [] }""");
        write("record/things/ThingRecord.json", """
                { "apiKey": 4, "type": "metadata", "name": "ThingRecord", "validVersions": "0-1",
                  "flexibleVersions": "0+", "fields": [] }""");
    }

    @Test
    void writesClassesAndTables() throws IOException {
        run();
        assertThat(text("message/PingRequest"))
                .contains("package io.ottla.wire.message;", "HIGHEST_VERSION = 1;", "HIGHEST_KNOWN_VERSION = 2;");
        assertThat(text("message/ApiMessages")).contains("case PingResponse.API_KEY ->");
        assertThat(text("api/ApiKey")).contains("PING(\"Ping\", 0, 1, 2, 2, true, false);");
        assertThat(text("record/things/ThingsRecordType")).contains("THING(4, ");
    }

    @Test
    void aResponsesHighestVersionIsAsUnstableAsItsRequests() throws IOException {
        run();
        assertThat(text("message/PingResponse")).contains("HIGHEST_VERSION = 1;", "HIGHEST_KNOWN_VERSION = 2;");
    }

    @Test
    void doesNothingWhenNothingIsNew() throws IOException {
        run();
        // Not even a look at the files: what is there stays as it is.
        Files.writeString(java("message/PingRequest"), "touched");
        run();
        assertThat(text("message/PingRequest")).isEqualTo("touched");
    }

    @Test
    void writesOnlyFilesThatChange() throws IOException {
        run();
        Files.setLastModifiedTime(java("message/PingRequest"), LONG_AGO);
        Files.setLastModifiedTime(java("record/things/ThingRecord"), LONG_AGO);
        write("record/things/ThingRecord.json", """
                { "apiKey": 4, "type": "metadata", "name": "ThingRecord", "validVersions": "0-2",
                  "flexibleVersions": "0+", "fields": [] }""");
        run();
        assertThat(Files.getLastModifiedTime(java("message/PingRequest"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(java("record/things/ThingRecord"))).isNotEqualTo(LONG_AGO);
    }

    @Test
    void removesWhatHasNoSpecAnyMore() throws IOException {
        write("record/things/OldRecord.json", """
                { "apiKey": 5, "type": "metadata", "name": "OldRecord", "validVersions": "0", "fields": [] }""");
        run();
        assertThat(java("record/things/OldRecord")).exists();
        Files.delete(specs.resolve("record/things/OldRecord.json"));
        run();
        assertThat(java("record/things/OldRecord")).doesNotExist();
        assertThat(java("record/things/ThingRecord")).exists();
    }

    @Test
    void failsAgainUntilTheSpecIsMended() throws IOException {
        write("message/Bad.json", "{ \"type\": \"data\", \"name\": \"Bad\", \"validVersions\": \"x\" }");
        assertThatThrownBy(this::run).isInstanceOf(SpecException.class).hasMessageContaining("Bad.json");
        assertThatThrownBy(this::run).isInstanceOf(SpecException.class);
        Files.delete(specs.resolve("message/Bad.json"));
        run();
        assertThat(java("message/PingRequest")).exists();
    }

    private void run() throws IOException {
        Main.main(new String[] {output.toString(), specs.toString()});
    }

    private void write(String file, String text) throws IOException {
        Path path = specs.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Path java(String name) {
        return output.resolve("io/ottla/wire/" + name + ".java");
    }

    private String text(String name) throws IOException {
        return Files.readString(java(name));
    }
}
