package io.ottla.wire.codegen.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one spec file: JSON with {@code //} comments. Keys it does not know stop it, so that nothing is overlooked. */
public final class SpecParser {
    private static final Set<String> MESSAGE_KEYS = Set.of(
            "apiKey",
            "type",
            "name",
            "listeners",
            "validVersions",
            "deprecatedVersions",
            "flexibleVersions",
            "latestVersionUnstable",
            "fields",
            "commonStructs");
    private static final Set<String> STRUCT_KEYS = Set.of("name", "versions", "fields", "about");
    private static final Set<String> FIELD_KEYS = Set.of(
            "name",
            "type",
            "versions",
            "nullableVersions",
            "taggedVersions",
            "tag",
            "flexibleVersions",
            "default",
            "ignorable",
            "mapKey",
            "entityType",
            "about",
            "zeroCopy",
            "fields");

    private final ObjectMapper mapper =
            JsonMapper.builder().enable(JsonParser.Feature.ALLOW_COMMENTS).build();

    /** Reads the text of {@code fileName}. */
    public MessageSpec parse(String fileName, String text) {
        try {
            return message(fileName, mapper.readTree(text));
        } catch (JsonProcessingException e) {
            throw new SpecException(fileName + ": " + e.getOriginalMessage(), e);
        } catch (SpecException e) {
            throw new SpecException(fileName + ": " + e.getMessage(), e);
        }
    }

    private static MessageSpec message(String fileName, JsonNode node) {
        rejectUnknownKeys(node, MESSAGE_KEYS);
        Versions valid = Versions.parse(required(node, "validVersions"));
        Map<String, StructSpec> structs = new LinkedHashMap<>();
        String name = required(node, "name");
        List<FieldSpec> fields = fields(node, valid, structs);
        for (JsonNode common : node.path("commonStructs")) {
            rejectUnknownKeys(common, STRUCT_KEYS);
            Versions versions = Versions.parse(required(common, "versions")).intersect(valid);
            addStruct(structs, required(common, "name"), versions, fields(common, versions, structs));
        }
        List<String> listeners = new ArrayList<>();
        node.path("listeners").forEach(listener -> listeners.add(listener.asText()));
        MessageSpec spec = new MessageSpec(
                fileName,
                node.has("apiKey") ? OptionalInt.of(node.get("apiKey").asInt()) : OptionalInt.empty(),
                kind(required(node, "type")),
                valid,
                Versions.parse(node.path("flexibleVersions").asText("none")),
                node.path("latestVersionUnstable").asBoolean(false),
                listeners,
                new StructSpec(name, valid, fields),
                List.copyOf(structs.values()));
        StructGraph.check(spec);
        return spec;
    }

    private static MessageSpec.Kind kind(String type) {
        try {
            return MessageSpec.Kind.valueOf(type.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new SpecException("unknown type of message \"" + type + "\"", e);
        }
    }

    private static List<FieldSpec> fields(JsonNode owner, Versions ownerVersions, Map<String, StructSpec> structs) {
        List<FieldSpec> fields = new ArrayList<>();
        for (JsonNode node : owner.path("fields")) {
            rejectUnknownKeys(node, FIELD_KEYS);
            FieldSpec field = field(node);
            fields.add(field);
            if (node.has("fields")) {
                Versions versions = field.versions().intersect(ownerVersions);
                addStruct(structs, field.structName(), versions, fields(node, versions, structs));
            }
        }
        return fields;
    }

    private static FieldSpec field(JsonNode node) {
        String name = required(node, "name");
        Versions tagged = optionalVersions(node, "taggedVersions").orElse(Versions.NONE);
        // A field that is only ever tagged may leave out "versions".
        Optional<Versions> versions = optionalVersions(node, "versions");
        if (versions.isEmpty() && tagged.isEmpty()) {
            throw new SpecException(name + ": no versions");
        }
        return new FieldSpec(
                Character.toLowerCase(name.charAt(0)) + name.substring(1),
                FieldType.parse(required(node, "type")),
                versions.orElse(tagged),
                optionalVersions(node, "nullableVersions").orElse(Versions.NONE),
                tagged,
                node.path("tag").asInt(-1),
                optionalVersions(node, "flexibleVersions"),
                node.hasNonNull("default") ? node.get("default").asText() : "",
                node.path("ignorable").asBoolean(false));
    }

    private static void addStruct(Map<String, StructSpec> structs, String name, Versions versions, List<FieldSpec> f) {
        if (structs.put(name, new StructSpec(name, versions, f)) != null) {
            throw new SpecException("two structs named " + name);
        }
    }

    private static String required(JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isTextual()) {
            throw new SpecException(
                    "\"" + key + "\" is missing in " + node.path("name").asText("the message"));
        }
        return value.asText();
    }

    private static Optional<Versions> optionalVersions(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(Versions.parse(required(node, key))) : Optional.empty();
    }

    private static void rejectUnknownKeys(JsonNode node, Set<String> known) {
        for (String key : (Iterable<String>) node::fieldNames) {
            if (!known.contains(key)) {
                throw new SpecException("unknown key \"" + key + "\"");
            }
        }
    }
}
