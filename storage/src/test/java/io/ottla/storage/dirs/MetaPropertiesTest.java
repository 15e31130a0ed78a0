package io.ottla.storage.dirs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MetaPropertiesTest {
    private static final Uuid DIRECTORY = new Uuid(0x1122334455667788L, -5);

    @Test
    void whatWasWrittenIsRead() throws IOException {
        MetaProperties written = new MetaProperties("MkU3OEVBNTcwNTJENDM2Qk", 12, DIRECTORY);
        assertThat(MetaProperties.decode(written.encode())).isEqualTo(written);
        MetaProperties odd = new MetaProperties(" a=b:c\\d#é€", 0, DIRECTORY);
        assertThat(MetaProperties.decode(odd.encode())).isEqualTo(odd);
    }

    @Test
    void itIsAPropertiesFileOfVersionOne() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(StandardCharsets.ISO_8859_1
                .decode(new MetaProperties("abc", 3, DIRECTORY).encode())
                .toString()));
        assertThat(properties)
                .hasSize(4)
                .containsEntry("version", "1")
                .containsEntry("cluster.id", "abc")
                .containsEntry("node.id", "3")
                .containsEntry("directory.id", DIRECTORY.toString());
    }

    /** As the reference writes it: by {@link Properties}, with a comment and a date on top. */
    @Test
    void filesOfOthersAreRead() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("version", "1");
        properties.setProperty("cluster.id", "with = and : and # in it");
        properties.setProperty("node.id", "3");
        StringWriter text = new StringWriter();
        properties.store(text, "");
        assertThat(MetaProperties.decode(bytes(text.toString())))
                .isEqualTo(new MetaProperties(
                        Optional.of("with = and : and # in it"), OptionalInt.of(3), Optional.empty()));
    }

    @Test
    void versionZeroNamesTheBroker() throws IOException {
        assertThat(MetaProperties.decode(bytes("version=0\nbroker.id=4\n")))
                .isEqualTo(new MetaProperties(Optional.empty(), OptionalInt.of(4), Optional.empty()));
        assertThat(MetaProperties.decode(bytes("")))
                .isEqualTo(new MetaProperties(Optional.empty(), OptionalInt.empty(), Optional.empty()));
    }

    @Test
    void damageIsReported() {
        assertDamaged("version=2\nnode.id=1\n", "version is 2");
        assertDamaged("version=1\ncluster.id=a\n", "no node.id");
        assertDamaged("version=1\nnode.id=1\n", "no cluster.id");
        assertDamaged("version=1\ncluster.id=a\nnode.id=one\n", "one");
        assertDamaged("version=1\ncluster.id=a\nnode.id=1\ndirectory.id=short\n", "short");
        assertDamaged("version=1\nnode.id=1\ncluster.id=\\u12", "");
    }

    private static void assertDamaged(String content, String reason) {
        assertThatThrownBy(() -> MetaProperties.decode(bytes(content)))
                .as(content)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static ByteBuffer bytes(String content) {
        return StandardCharsets.ISO_8859_1.encode(content);
    }
}
