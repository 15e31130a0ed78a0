package io.ottla.controller.decide;

import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes single configurations (KIP-339). A resource succeeds or fails as a whole; those that succeed do so at once.
 *
 * @param changes by resource and key
 * @param validateOnly only say what would come of it
 */
public record IncrementalAlterConfigs(Map<ConfigResource, Map<String, Change>> changes, boolean validateOnly)
        implements Command<Map<ConfigResource, Optional<ApiError>>> {

    /** What is done to a value. */
    public sealed interface Change {}

    public record Set(String value) implements Change {}

    /** Back to what holds where nothing was set. */
    public record Delete() implements Change {}

    /** To a list: adds those of {@code values}, separated by commas, that are not in it. */
    public record Append(String values) implements Change {}

    /** From a list: takes away those of {@code values}, separated by commas, that are in it. */
    public record Subtract(String values) implements Change {}

    /** By resource the error, empty where all is well; in the order of the changes. */
    @Override
    public Decision<Map<ConfigResource, Optional<ApiError>>> decide(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        Map<ConfigResource, Optional<ApiError>> outcomes = new LinkedHashMap<>();
        changes.forEach((resource, keys) -> {
            ConfigChange change = change(resource, keys, input);
            records.addAll(change.records());
            outcomes.put(resource, change.error());
        });
        return Decision.atomic(validateOnly ? List.of() : records, outcomes);
    }

    private static ConfigChange change(ConfigResource resource, Map<String, Change> keys, DecisionInput input) {
        SortedMap<String, Optional<String>> values = new TreeMap<>();
        for (Map.Entry<String, Change> entry : keys.entrySet()) {
            String key = entry.getKey();
            switch (entry.getValue()) {
                case Set set -> values.put(key, Optional.of(set.value()));
                case Delete delete -> values.put(key, Optional.empty());
                case Append append -> {
                    if (!isList(resource, key, input)) {
                        return notAList("APPEND", key);
                    }
                    List<String> list = listBefore(resource, key, input);
                    for (String value : split(append.values())) {
                        if (!list.contains(value)) {
                            list.add(value);
                        }
                    }
                    values.put(key, Optional.of(String.join(",", list)));
                }
                case Subtract subtract -> {
                    if (!isList(resource, key, input)) {
                        return notAList("SUBTRACT", key);
                    }
                    List<String> list = listBefore(resource, key, input);
                    split(subtract.values()).forEach(list::remove);
                    values.put(key, Optional.of(String.join(",", list)));
                }
            }
        }
        return ConfigChange.of(resource, values, input);
    }

    private static boolean isList(ConfigResource resource, String key, DecisionInput input) {
        return input.rules().configs().isList(resource.type(), key);
    }

    private static ConfigChange notAList(String operation, String key) {
        return new ConfigChange(
                List.of(),
                Optional.of(new ApiError(
                        ErrorCode.INVALID_CONFIG,
                        "Can't " + operation + " to key " + key + " because its type is not LIST.")));
    }

    /** What was set, or else the default. */
    private static List<String> listBefore(ConfigResource resource, String key, DecisionInput input) {
        String value = input.image().configs().of(resource).get(key);
        if (value == null) {
            value = input.rules().configs().defaultValue(resource.type(), key).orElse("");
        }
        List<String> list = new ArrayList<>(split(value));
        list.removeIf(String::isEmpty);
        return list;
    }

    private static List<String> split(String values) {
        return List.of(values.split(",", 0));
    }
}
