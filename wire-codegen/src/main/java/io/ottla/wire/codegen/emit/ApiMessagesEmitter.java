package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.MessageSpec;
import java.util.List;

/** The class that reads any request or response, by the API's id. */
public final class ApiMessagesEmitter {
    private final String packageName;
    private final List<MessageSpec> requests;
    private final List<MessageSpec> responses;
    private final CodeWriter out = new CodeWriter();

    public ApiMessagesEmitter(String packageName, List<MessageSpec> requests, List<MessageSpec> responses) {
        this.packageName = packageName;
        this.requests = requests;
        this.responses = responses;
    }

    /** The file's text. */
    public String emit() {
        out.line("package %s;", packageName).blank();
        out.line("import io.ottla.wire.io.ApiMessage;");
        out.line("import io.ottla.wire.io.WireReader;").blank();
        out.line("/** Reads the bodies of requests and responses whose API is known only at run time. */");
        out.open("public final class ApiMessages");
        out.line("private ApiMessages() {}");
        reader("readRequest", "request", requests);
        reader("readResponse", "response", responses);
        out.close();
        return out.toString();
    }

    private void reader(String method, String kind, List<MessageSpec> messages) {
        out.blank().line("/** Reads a %s of the API with this id, which must exist. */", kind);
        out.open("public static ApiMessage %s(short apiKey, WireReader in, int version)", method);
        out.open("return switch (apiKey)");
        for (MessageSpec message : messages) {
            if (!message.validVersions().isEmpty()) {
                out.line("case %s.API_KEY -> %s.read(in, version);", message.name(), message.name());
            }
        }
        out.line("default -> throw new IllegalArgumentException(\"no API has the id \" + apiKey);");
        out.close(";");
        out.close();
    }
}
