package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.MessageSpec;
import io.ottla.wire.codegen.spec.SpecException;
import io.ottla.wire.codegen.spec.StructSpec;
import io.ottla.wire.codegen.spec.Versions;
import java.util.List;
import java.util.Set;

/** One message: a public class, with its structs as static classes inside. */
public final class MessageEmitter {
    private static final List<String> IMPORTS = List.of(
            "io.ottla.wire.io.ApiMessage",
            "io.ottla.wire.io.BufferRecords",
            "io.ottla.wire.io.Bytes",
            "io.ottla.wire.io.Message",
            "io.ottla.wire.io.RawTaggedField",
            "io.ottla.wire.io.Records",
            "io.ottla.wire.io.Sizes",
            "io.ottla.wire.io.ThrottledResponse",
            "io.ottla.wire.io.UnsupportedFieldVersion",
            "io.ottla.wire.io.UnsupportedVersion",
            "io.ottla.wire.io.Uuid",
            "io.ottla.wire.io.Varint",
            "io.ottla.wire.io.WireReader",
            "io.ottla.wire.io.WireWriter",
            "java.nio.ByteBuffer",
            "java.util.ArrayList",
            "java.util.List",
            "java.util.Objects");

    /** Getters of these names would be methods of the class, or of every object, already. */
    private static final Set<String> TAKEN = Set.of(
            "apiKey",
            "size",
            "externalSize",
            "lowestVersion",
            "highestVersion",
            "read",
            "write",
            "unknownTaggedFields");

    private static final Set<String> TAKEN_IN_STRUCTS =
            Set.of("unknownTaggedFields", "hashCode", "toString", "getClass", "notify", "notifyAll", "wait", "clone");

    private final String packageName;
    private final MessageSpec message;
    private final CodeWriter out = new CodeWriter();

    public MessageEmitter(String packageName, MessageSpec message) {
        this.packageName = packageName;
        this.message = message;
    }

    /** The file's text. */
    public String emit() {
        rejectTakenNames();
        Scope top = new Scope(message, message.top());
        head();
        out.open("public final class %s implements %s", message.name(), type());
        constants();
        new FieldsEmitter(top, out).emitFieldsAndConstructor();
        members(top);
        entryPoints(top);
        for (StructSpec struct : message.structs()) {
            struct(new Scope(message, struct));
        }
        out.close();
        return out.toString().replace("//IMPORTS\n", imports());
    }

    private String type() {
        if (message.apiKey().isEmpty()) {
            return "Message";
        }
        boolean throttled = message.kind() == MessageSpec.Kind.RESPONSE
                && message.top().fields().stream()
                        .anyMatch(field -> field.name().equals("throttleTimeMs"));
        return throttled ? "ThrottledResponse" : "ApiMessage";
    }

    private void head() {
        out.line("package %s;", packageName).blank().line("//IMPORTS");
        out.line("/**");
        out.line(
                " * Generated from {@code %s}: versions %s, flexible in %s.",
                message.fileName(), message.validVersions(), message.flexibleVersions());
        if (message.latestVersionUnstable()) {
            out.line(" * The highest version is unstable.");
        }
        out.line(" */");
    }

    /** Only what the text mentions: an unused import is a warning. */
    private String imports() {
        String text = out.toString();
        StringBuilder imports = new StringBuilder();
        for (String name : IMPORTS) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            if (text.matches("(?s).*[^A-Za-z.\"]" + simple + "[^A-Za-z=].*")) {
                imports.append("import ").append(name).append(";\n");
            }
        }
        return imports.append('\n').toString();
    }

    private void constants() {
        Versions valid = message.validVersions();
        message.apiKey().ifPresent(key -> out.line("public static final short API_KEY = %d;", key));
        out.line("public static final int LOWEST_VERSION = %d;", valid.lowest());
        out.blank().line("/** The highest version that is stable. */");
        out.line(
                "public static final int HIGHEST_VERSION = %d;",
                valid.highest() - (message.latestVersionUnstable() ? 1 : 0));
        out.blank().line("/** The highest version that can be read and written, stable or not. */");
        out.line("public static final int HIGHEST_KNOWN_VERSION = %d;", valid.highest());
        out.blank()
                .line(
                        "/** The first version with compact encodings and tagged fields; beyond all if there is none. */");
        Versions flexible = message.flexibleVersions();
        out.line(
                "public static final int FLEXIBLE_FROM = %s;",
                flexible.isEmpty() ? "Integer.MAX_VALUE" : Integer.toString(flexible.lowest()));
        out.blank();
    }

    private void struct(Scope scope) {
        out.blank();
        out.line("/** A part of {@link %s}, in versions %s. */", message.name(), scope.versions());
        out.open("public static final class %s", scope.className());
        if (isHeldSingly(scope.className())) {
            out.line("private static final %s DEFAULT = new %s();", scope.className(), scope.className())
                    .blank();
        }
        new FieldsEmitter(scope, out).emitFieldsAndConstructor();
        members(scope);
        out.close();
    }

    private boolean isHeldSingly(String struct) {
        return holdsSingly(message.top(), struct)
                || message.structs().stream().anyMatch(holder -> holdsSingly(holder, struct));
    }

    private static boolean holdsSingly(StructSpec holder, String struct) {
        return holder.fields().stream()
                .anyMatch(field -> field.isStruct() && field.structName().equals(struct));
    }

    private void members(Scope scope) {
        new ReadEmitter(scope, out).emit();
        new SizeEmitter(scope, out).emit();
        new WriteEmitter(scope, out).emit();
        new ExternalSizeEmitter(scope, out).emit();
        new FieldsEmitter(scope, out).emitAccessors();
        new ObjectMethodsEmitter(scope, out).emit();
    }

    private void entryPoints(Scope top) {
        String name = message.name();
        out.blank().line("/** Reads a message; throws MalformedMessage if the bytes are none. */");
        out.open("public static %s read(WireReader in, int version)", name);
        checkVersion();
        out.line("return new %s(in, version);", name).close();
        override("public int size(int version)", "return bytesIn(version);");
        out.blank().line("@Override").open("public void write(WireWriter out, int version)");
        checkVersion();
        out.line("writeTo(out, version);").close();
        if (ExternalSizeEmitter.carriesRecords(top)) {
            override("public int externalSize(int version)", "return externalIn(version);");
        }
        override("public int lowestVersion()", "return LOWEST_VERSION;");
        override("public int highestVersion()", "return HIGHEST_VERSION;");
        if (message.apiKey().isPresent()) {
            override("public short apiKey()", "return API_KEY;");
        }
    }

    private void checkVersion() {
        out.line("UnsupportedVersion.check(\"%s\", version, LOWEST_VERSION, HIGHEST_KNOWN_VERSION);", message.name());
    }

    private void override(String signature, String body) {
        out.blank().line("@Override").open(signature).line(body).close();
    }

    private void rejectTakenNames() {
        for (FieldSpec field : message.top().fields()) {
            if (TAKEN.contains(field.name())) {
                throw new SpecException(message.name() + ": the name " + field.name() + " is taken");
            }
        }
        for (StructSpec struct : message.structs()) {
            if (struct.name().equals(message.name())
                    || IMPORTS.stream().anyMatch(name -> name.endsWith("." + struct.name()))) {
                throw new SpecException(message.name() + ": the name " + struct.name() + " is taken");
            }
            struct.fields().forEach(this::rejectTakenInStructs);
        }
        message.top().fields().forEach(this::rejectTakenInStructs);
    }

    private void rejectTakenInStructs(FieldSpec field) {
        if (TAKEN_IN_STRUCTS.contains(field.name()) || !javax.lang.model.SourceVersion.isName(field.name())) {
            throw new SpecException(message.name() + ": the name " + field.name() + " is taken");
        }
    }
}
