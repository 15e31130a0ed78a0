package io.ottla.broker.api;

import io.ottla.controller.Controller;
import io.ottla.controller.ImageListener;
import io.ottla.controller.QuorumInfo;
import io.ottla.controller.Reply;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.configdef.KnownConfigRules;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.Command;
import io.ottla.controller.decide.Decision;
import io.ottla.controller.decide.DecisionInput;
import io.ottla.controller.decide.DecisionRules;
import io.ottla.controller.decide.FeaturePolicy;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ImageBuilder;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.ConfigRecord;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import io.ottla.wire.record.metadata.RegisterBrokerRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/** The real decisions on a real image, at once and in memory: no log, no thread. */
public final class DecidingController implements Controller {

    private final ImageBuilder builder = new ImageBuilder(ClusterImage.empty("cluster"));
    private final BrokerConfigs file;

    /** When set, every command is refused with it, as by a controller that is on its way down. */
    private ApiError refusal;

    public DecidingController(BrokerConfigs file) {
        this.file = file;
        apply(new FeatureLevelRecord().name(MetadataVersion.FEATURE).featureLevel(MetadataVersion.HIGHEST));
    }

    public void refuseAll(ApiError error) {
        this.refusal = error;
    }

    public void apply(ApiMessage record) {
        builder.apply(record);
    }

    public void addTopic(String name) {
        apply(new TopicRecord().name(name).topicId(new Uuid(1, name.hashCode())));
    }

    /** A broker that serves, with one listener. */
    public void addBroker(int id, String listener) {
        apply(new RegisterBrokerRecord()
                .brokerId(id)
                .fenced(false)
                .endPoints(List.of(new RegisterBrokerRecord.BrokerEndpoint()
                        .name(listener)
                        .host("localhost")
                        .port(9092))));
    }

    public void addFencedBroker(int id) {
        apply(new RegisterBrokerRecord().brokerId(id).fenced(true));
    }

    public void set(ConfigResource resource, String key, String value) {
        apply(new ConfigRecord()
                .resourceType(resource.type().id())
                .resourceName(resource.name())
                .name(key)
                .value(value));
    }

    @Override
    public <R> void submit(Command<R> command, Reply<R> reply) {
        if (refusal != null) {
            reply.refused(refusal);
            return;
        }
        DecisionRules rules = new DecisionRules(1, 1, (short) 1, new KnownConfigRules(file), FeaturePolicy.CURRENT);
        DecisionInput input = new DecisionInput(image(), 0, 0, (short) 1, new Random(1), null, rules);
        switch (command.decide(input)) {
            case Decision.Accepted<R> accepted -> {
                accepted.records().forEach(record -> apply(record.message()));
                reply.done(accepted.reply());
            }
            case Decision.Rejected<R> rejected -> reply.refused(rejected.error());
        }
    }

    @Override
    public ClusterImage image() {
        return builder.visible();
    }

    @Override
    public void addListener(ImageListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QuorumInfo quorum() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedMap<String, Short> finalizedFeatures() {
        return FeaturePolicy.CURRENT.effectiveLevels(image().features(), (short) 1);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
