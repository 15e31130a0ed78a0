package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.MessageSpec;
import io.ottla.wire.codegen.spec.SpecException;
import io.ottla.wire.codegen.spec.Versions;
import java.util.List;

/** The enum of all APIs, withdrawn ones included: their ids are never used again, and a log line can name them. */
public final class ApiKeyEmitter {
    private final String packageName;
    private final List<MessageSpec> requests;
    private final CodeWriter out = new CodeWriter();

    public ApiKeyEmitter(String packageName, List<MessageSpec> requests) {
        this.packageName = packageName;
        this.requests = requests;
    }

    /** The file's text. */
    public String emit() {
        out.line("package %s;", packageName).blank();
        out.line("/**");
        out.line(" * The protocol's APIs, generated from the specs of their requests. Ids and ordinals are the same.");
        out.line(" */");
        out.open("public enum ApiKey");
        for (int index = 0; index < requests.size(); index++) {
            constant(requests.get(index), index, index == requests.size() - 1 ? ";" : ",");
        }
        fields();
        constructor();
        lookup();
        accessors();
        out.close();
        return out.toString();
    }

    static String apiName(MessageSpec request) {
        if (!request.name().endsWith("Request")) {
            throw new SpecException(request.name() + ": a request's name ends with Request");
        }
        return request.name().substring(0, request.name().length() - "Request".length());
    }

    private void constant(MessageSpec request, int index, String end) {
        if (request.apiKey().orElse(-1) != index) {
            throw new SpecException(request.name() + " has the API key " + request.apiKey() + ", not " + index);
        }
        Versions valid = request.validVersions();
        Versions flexible = request.flexibleVersions();
        String name = apiName(request);
        out.line(
                "%s(\"%s\", %d, %d, %d, %s, %s, %s)%s",
                JavaNames.constant(name),
                name,
                valid.lowest(),
                valid.highest() - (request.latestVersionUnstable() ? 1 : 0),
                valid.highest(),
                flexible.isEmpty() ? "Integer.MAX_VALUE" : Integer.toString(flexible.lowest()),
                request.listeners().contains("broker"),
                request.listeners().contains("controller"),
                end);
    }

    private void fields() {
        out.blank();
        out.line("private static final ApiKey[] BY_ID = values();").blank();
        out.line("private final String apiName;");
        out.line("private final VersionRange versions;");
        out.line("private final VersionRange knownVersions;");
        out.line("private final int flexibleFrom;");
        out.line("private final boolean onBroker;");
        out.line("private final boolean onController;");
    }

    private void constructor() {
        out.blank();
        out.open("ApiKey(String apiName, int lowest, int highest, int highestKnown, int flexibleFrom,"
                + " boolean onBroker, boolean onController)");
        out.line("this.apiName = apiName;");
        out.line("this.versions = VersionRange.of(lowest, highest);");
        out.line("this.knownVersions = VersionRange.of(lowest, highestKnown);");
        out.line("this.flexibleFrom = flexibleFrom;");
        out.line("this.onBroker = onBroker;");
        out.line("this.onController = onController;");
        out.close();
    }

    private void lookup() {
        out.blank().line("/** The API of an id, or null if there is none. */");
        out.open("public static ApiKey find(int id)");
        out.line("return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;").close();
    }

    private void accessors() {
        method("The id in a request's header.", "short id", "(short) ordinal()");
        method("The name as the protocol's documentation writes it.", "String apiName", "apiName");
        method(
                "The versions that exist and are stable; empty for what was withdrawn.",
                "VersionRange versions",
                "versions");
        method(
                "The versions that can be read and written, an unstable one included.",
                "VersionRange knownVersions",
                "knownVersions");
        method(
                "Whether the highest version is unstable.",
                "boolean latestVersionUnstable",
                "!versions.equals(knownVersions)");
        method("Whether a broker's listener offers it.", "boolean onBroker", "onBroker");
        method("Whether a controller's listener offers it.", "boolean onController", "onController");
        method("The first version with compact encodings and tagged fields.", "int flexibleFrom", "flexibleFrom");
        out.blank().line("/** Whether a version has compact encodings and tagged fields. */");
        out.open("public boolean isFlexible(int version)")
                .line("return version >= flexibleFrom;")
                .close();
    }

    private void method(String comment, String signature, String expression) {
        out.blank().line("/** %s */", comment);
        out.open("public %s()", signature).line("return %s;", expression).close();
    }
}
