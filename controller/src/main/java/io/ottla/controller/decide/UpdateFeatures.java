package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ControllerRegistration;
import io.ottla.controller.image.FeatureRange;
import io.ottla.controller.image.FeaturesImage;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finalises other levels of features (KIP-584): all that are asked for, or none.
 *
 * <p>The level of {@code kraft.version} cannot be changed: it is settled when the folder is formatted.
 *
 * @param validateOnly only say what would come of it
 */
public record UpdateFeatures(List<Update> updates, boolean validateOnly) implements Command<UpdateFeatures.Done> {
    private static final short ELR_DEPENDS_ON = 23;

    /** Whether a level may fall. */
    public enum UpgradeType {
        UNKNOWN,
        UPGRADE,
        SAFE_DOWNGRADE,
        UNSAFE_DOWNGRADE;

        /** {@link #UNKNOWN} for a number that stands for nothing. */
        public static UpgradeType of(byte code) {
            return code > 0 && code < values().length ? values()[code] : UNKNOWN;
        }
    }

    public record Update(String feature, short level, UpgradeType type) {}

    /** The levels are final. */
    public record Done() {}

    public UpdateFeatures {
        updates = List.copyOf(updates);
    }

    @Override
    public Decision<Done> decide(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        for (Update update : updates) {
            Optional<String> problem = problem(update, input);
            if (problem.isPresent()) {
                return Decision.reject(
                        ErrorCode.INVALID_UPDATE_VERSION,
                        "The update failed for all features since the following feature had an error: "
                                + problem.get());
            }
            if (!update.feature().equals(FeaturesImage.KRAFT_VERSION)) {
                if (update.feature().equals(FeaturesImage.ELIGIBLE_LEADER_REPLICAS_VERSION) && update.level() > 0) {
                    records.addAll(minInsyncReplicasForAll(input));
                }
                records.add(new VersionedRecord(
                        new FeatureLevelRecord().name(update.feature()).featureLevel(update.level()), 0));
            }
        }
        return Decision.atomic(validateOnly ? List.of() : records, new Done());
    }

    private Optional<String> problem(Update update, DecisionInput input) {
        short current = update.feature().equals(FeaturesImage.KRAFT_VERSION)
                ? input.kraftVersion()
                : input.image().features().level(update.feature());
        if (update.type() == UpgradeType.UNKNOWN) {
            return invalid(update, "The controller does not support the given upgrade type.");
        }
        if (update.level() < 0) {
            return invalid(update, "A feature version cannot be less than 0.");
        }
        Optional<String> unsupported = unsupported(update, input);
        if (unsupported.isPresent()) {
            return invalid(update, unsupported.get());
        }
        if (update.level() < current && update.type() == UpgradeType.UPGRADE) {
            return invalid(
                    update,
                    "Can't downgrade the version of this feature without setting the upgrade type to either safe or"
                            + " unsafe downgrade.");
        }
        if (update.level() > current && update.type() != UpgradeType.UPGRADE) {
            return invalid(update, "Can't downgrade to a newer version.");
        }
        return switch (update.feature()) {
            case MetadataVersion.FEATURE -> metadataDowngrade(update, input);
            case FeaturesImage.KRAFT_VERSION ->
                update.level() == current
                        ? Optional.empty()
                        : invalid(update, "Can't change the version of this feature.");
            case FeaturesImage.ELIGIBLE_LEADER_REPLICAS_VERSION -> elrDependency(update, input);
            default -> Optional.empty();
        };
    }

    /** Every node has to support the level. */
    private static Optional<String> unsupported(Update update, DecisionInput input) {
        ClusterImage image = input.image();
        Optional<String> problem = unsupported(
                update,
                "Local controller " + input.rules().nodeId(),
                input.rules().features().supported());
        for (BrokerRegistration broker : image.nodes().allBrokers()) {
            problem = problem.or(() -> unsupported(update, "Broker " + broker.id(), broker.features()));
        }
        for (ControllerRegistration controller : image.nodes().controllers().values()) {
            if (controller.id() != input.rules().nodeId()) {
                problem = problem.or(() -> unsupported(update, "Controller " + controller.id(), controller.features()));
            }
        }
        return problem;
    }

    private static Optional<String> unsupported(Update update, String who, Map<String, FeatureRange> supported) {
        FeatureRange range = supported.getOrDefault(update.feature(), FeatureRange.DISABLED);
        if (range.contains(update.level())) {
            return Optional.empty();
        }
        return Optional.of(
                range.max() == 0 ? who + " does not support this feature." : who + " only supports versions " + range);
    }

    /** A level may fall only when the log holds nothing that the lower one cannot carry. */
    private static Optional<String> metadataDowngrade(Update update, DecisionInput input) {
        MetadataVersion current = input.version();
        MetadataVersion wanted = new MetadataVersion(update.level());
        if (wanted.compareTo(current) >= 0 || !MetadataVersion.recordsDiffer(current, wanted)) {
            return Optional.empty();
        }
        String reason = update.type() == UpgradeType.UNSAFE_DOWNGRADE
                ? "Unsafe metadata downgrade is not supported in this version."
                : "Refusing to perform the requested downgrade because it might delete metadata information.";
        return Optional.of("Unsupported metadata.version downgrade from " + current + " to " + wanted + ". " + reason);
    }

    private Optional<String> elrDependency(Update update, DecisionInput input) {
        short metadataVersion = updates.stream()
                .filter(other -> other.feature().equals(MetadataVersion.FEATURE))
                .findFirst()
                .map(Update::level)
                .orElse(input.version().level());
        return update.level() == 0 || metadataVersion >= ELR_DEPENDS_ON
                ? Optional.empty()
                : invalid(
                        update,
                        update.feature() + " could not be set to " + update.level() + " because it depends on "
                                + MetadataVersion.FEATURE + " level " + ELR_DEPENDS_ON);
    }

    /**
     * With eligible leader replicas, {@code min.insync.replicas} must be the same on all brokers: it is set once for all,
     * and taken away from single ones.
     */
    private static List<VersionedRecord> minInsyncReplicasForAll(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        ClusterImage image = input.image();
        if (!image.configs().ofCluster().containsKey(ConfigChange.MIN_INSYNC_REPLICAS)) {
            String value = input.rules()
                    .configs()
                    .effectiveTopicValue(
                            ConfigChange.MIN_INSYNC_REPLICAS,
                            Map.of(),
                            input.rules().nodeId(),
                            image);
            records.add(Activation.minInsyncReplicas("", value));
        }
        image.configs().byResource().forEach((resource, values) -> {
            boolean ofOneBroker = resource.type() == ConfigResource.Type.BROKER
                    && !resource.name().isEmpty();
            if (ofOneBroker && values.containsKey(ConfigChange.MIN_INSYNC_REPLICAS)) {
                records.add(Activation.minInsyncReplicas(resource.name(), null));
            }
        });
        return records;
    }

    private static Optional<String> invalid(Update update, String message) {
        return Optional.of(
                "Invalid update version " + update.level() + " for feature " + update.feature() + ". " + message);
    }
}
