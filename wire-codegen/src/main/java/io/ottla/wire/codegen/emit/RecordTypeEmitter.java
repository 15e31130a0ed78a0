package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.MessageSpec;
import io.ottla.wire.codegen.spec.SpecException;
import java.util.List;
import java.util.Map;

/** The enum of the record types of one package, by their ids. */
public final class RecordTypeEmitter {
    private final String packageName;
    private final String className;
    private final CodeWriter out = new CodeWriter();

    public RecordTypeEmitter(String packageName, String className) {
        this.packageName = packageName;
        this.className = className;
    }

    /** Records that are a value alone, such as those of the metadata log. */
    public String values(List<MessageSpec> records) {
        head("The record types of this package.");
        for (int index = 0; index < records.size(); index++) {
            MessageSpec record = records.get(index);
            constant(record, stripped(record.name(), "Record"), record, index == records.size() - 1);
        }
        body();
        reader("read", "value", records);
        out.close();
        return out.toString();
    }

    /** Records with a key and a value, such as those of a coordinator; the key's version is the type's id. */
    public String keysAndValues(List<MessageSpec> keys, Map<Integer, MessageSpec> valuesById) {
        head("The record types of this package. A key begins with its type's id, a value with its own version.");
        for (int index = 0; index < keys.size(); index++) {
            MessageSpec key = keys.get(index);
            MessageSpec value = valuesById.get(key.apiKey().orElseThrow());
            if (value == null || !value.name().equals(stripped(key.name(), "Key") + "Value")) {
                throw new SpecException(key.name() + " has no value");
            }
            constant(key, stripped(key.name(), "Key"), value, index == keys.size() - 1);
        }
        body();
        reader("readKey", "key", keys);
        reader(
                "readValue",
                "value",
                keys.stream()
                        .map(key -> valuesById.get(key.apiKey().orElseThrow()))
                        .toList());
        out.close();
        return out.toString();
    }

    private void head(String comment) {
        out.line("package %s;", packageName).blank();
        out.line("import io.ottla.wire.api.VersionRange;");
        out.line("import io.ottla.wire.io.ApiMessage;");
        out.line("import io.ottla.wire.io.WireReader;").blank();
        out.line("/** %s */", comment);
        out.open("public enum %s", className);
    }

    private void constant(MessageSpec identified, String name, MessageSpec value, boolean last) {
        out.line(
                "%s(%d, %s.LOWEST_VERSION, %s.HIGHEST_VERSION)%s",
                JavaNames.constant(name),
                identified.apiKey().orElseThrow(),
                value.name(),
                value.name(),
                last ? ";" : ",");
    }

    private void body() {
        out.blank();
        out.line("private final short id;");
        out.line("private final VersionRange versions;").blank();
        out.open("%s(int id, int lowest, int highest)", className);
        out.line("this.id = (short) id;");
        out.line("this.versions = VersionRange.of(lowest, highest);").close();
        out.blank().line("/** The type of an id, or null if there is none. */");
        out.open("public static %s find(int id)", className);
        out.open("for (%s type : values())", className);
        out.open("if (type.id == id)").line("return type;").close();
        out.close();
        out.line("return null;").close();
        out.blank().open("public short id()").line("return id;").close();
        out.blank().line("/** The versions of the record's value. */");
        out.open("public VersionRange versions()").line("return versions;").close();
    }

    private void reader(String method, String what, List<MessageSpec> messages) {
        out.blank().line("/** Reads the %s of a record of this type. */", what);
        out.open("public ApiMessage %s(WireReader in, int version)", method);
        out.open("return switch (this)");
        for (MessageSpec message : messages) {
            String name = stripped(stripped(stripped(message.name(), "Record"), "Key"), "Value");
            out.line("case %s -> %s.read(in, version);", JavaNames.constant(name), message.name());
        }
        out.close(";");
        out.close();
    }

    private static String stripped(String name, String suffix) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }
}
