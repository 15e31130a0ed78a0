package io.ottla.controller.decide;

import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.record.VersionedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replaces all configurations of resources: what is not given is taken away. The old way, which clients before KIP-339
 * use. A resource succeeds or fails as a whole; those that succeed do so at once.
 *
 * @param configs by resource and key
 * @param validateOnly only say what would come of it
 */
public record AlterConfigs(Map<ConfigResource, Map<String, Optional<String>>> configs, boolean validateOnly)
        implements Command<Map<ConfigResource, Optional<ApiError>>> {

    /** By resource the error, empty where all is well; in the order of the configurations. */
    @Override
    public Decision<Map<ConfigResource, Optional<ApiError>>> decide(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        Map<ConfigResource, Optional<ApiError>> outcomes = new LinkedHashMap<>();
        configs.forEach((resource, values) -> {
            SortedMap<String, Optional<String>> changes = new TreeMap<>(values);
            for (String key : input.image().configs().of(resource).keySet()) {
                changes.putIfAbsent(key, Optional.empty());
            }
            ConfigChange change = ConfigChange.of(resource, changes, input);
            records.addAll(change.records());
            outcomes.put(resource, change.error());
        });
        return Decision.atomic(validateOnly ? List.of() : records, outcomes);
    }
}
