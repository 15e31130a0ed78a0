package io.ottla.broker.api.offsetfetch;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.OffsetFetchRequest;
import io.ottla.wire.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.ottla.wire.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.ottla.wire.message.OffsetFetchResponse;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import io.ottla.wire.message.OffsetFetchResponse.OffsetFetchResponseTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * OffsetFetch, versions 1 to 10: of one group, or from version 8 on of several; of some partitions, or, where the list of
 * topics is null, of all that the group has offsets for. Topics are named, or from version 10 on given by id.
 */
public final class OffsetFetchHandler implements ApiHandler<OffsetFetchRequest, OffsetFetchResponse> {
    private static final int FIRST_VERSION_BY_ID = 10;

    private final GroupRequests groups;
    private final Supplier<ClusterImage> images;

    public OffsetFetchHandler(GroupRequests groups, Supplier<ClusterImage> images) {
        this.groups = groups;
        this.images = images;
    }

    @Override
    public ApiKey key() {
        return ApiKey.OFFSET_FETCH;
    }

    @Override
    public OffsetFetchRequest read(WireReader body, int version) {
        return OffsetFetchRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, OffsetFetchRequest request, Responder<OffsetFetchResponse> responder) {
        OffsetFetchShape shape = new OffsetFetchShape(context.apiVersion());
        boolean byId = context.apiVersion() >= FIRST_VERSION_BY_ID;
        ClusterImage image = images.get();
        List<OffsetFetchRequestGroup> asked = shape.groups(request);
        List<List<OffsetFetchResponseTopics>> unknown = new ArrayList<>();
        List<GroupRequests.Part<OffsetFetchResponseGroup>> parts = new ArrayList<>();
        for (OffsetFetchRequestGroup group : asked) {
            List<OffsetFetchResponseTopics> unknownOfGroup = new ArrayList<>();
            unknown.add(unknownOfGroup);
            OffsetFetchRequestGroup known = byId ? named(group, image, unknownOfGroup) : group;
            parts.add(new GroupRequests.Part<>(
                    group.groupId(),
                    new OffsetFetchRequest().groups(List.of(known)).requireStable(request.requireStable()),
                    error -> shape.failed(group, inTermsOfFetch(error))));
        }
        groups.askAll(
                context,
                parts,
                response -> ((OffsetFetchResponse) response).groups().getFirst(),
                answers -> {
                    for (int i = 0; i < answers.size(); i++) {
                        complete(answers.get(i), asked.get(i), unknown.get(i), byId);
                    }
                    responder.send(shape.response(answers));
                },
                responder::fail);
    }

    /** The same group with names for the ids; ids that are not known are answered in {@code unknown}. */
    private static OffsetFetchRequestGroup named(
            OffsetFetchRequestGroup group, ClusterImage image, List<OffsetFetchResponseTopics> unknown) {
        if (group.topics() == null) {
            return group;
        }
        List<OffsetFetchRequestTopics> known = new ArrayList<>();
        for (OffsetFetchRequestTopics topic : group.topics()) {
            TopicImage found = image.topics().topic(topic.topicId());
            if (found == null) {
                unknown.add(OffsetFetchShape.failed(topic, ErrorCode.UNKNOWN_TOPIC_ID));
            } else {
                known.add(new OffsetFetchRequestTopics()
                        .name(found.name())
                        .topicId(found.id())
                        .partitionIndexes(topic.partitionIndexes()));
            }
        }
        return new OffsetFetchRequestGroup()
                .groupId(group.groupId())
                .memberId(group.memberId())
                .memberEpoch(group.memberEpoch())
                .topics(known);
    }

    /** Adds what the coordinator was not asked, or does not know. */
    private void complete(
            OffsetFetchResponseGroup answer,
            OffsetFetchRequestGroup asked,
            List<OffsetFetchResponseTopics> unknown,
            boolean byId) {
        if (answer.errorCode() != ErrorCode.NONE.code()) {
            return;
        }
        List<OffsetFetchResponseTopics> topics = new ArrayList<>(answer.topics());
        topics.addAll(unknown);
        if (byId && asked.topics() == null) {
            // All topics with offsets: those that do not exist any more have no id to answer by.
            topics.forEach(topic -> topic.topicId(idOf(topic.name())));
            topics.removeIf(topic -> topic.topicId().equals(Uuid.ZERO));
        }
        answer.topics(topics);
    }

    private Uuid idOf(String topic) {
        TopicImage found = images.get().topics().topic(topic);
        return found == null ? Uuid.ZERO : found.id();
    }

    /** Consumers before 3.9 do not expect that a coordinator cannot be reached; all know what it means that it is another. */
    private static ErrorCode inTermsOfFetch(ErrorCode error) {
        return error == ErrorCode.COORDINATOR_NOT_AVAILABLE ? ErrorCode.NOT_COORDINATOR : error;
    }

    @Override
    public Optional<OffsetFetchResponse> failure(RequestContext context, OffsetFetchRequest request, ErrorCode error) {
        OffsetFetchShape shape = new OffsetFetchShape(context.apiVersion());
        return Optional.of(shape.response(shape.groups(request).stream()
                .map(group -> shape.failed(group, error))
                .toList()));
    }

    @Override
    public void countErrors(OffsetFetchResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.topics()
                .forEach(topic -> topic.partitions().forEach(partition -> errors.error(partition.errorCode())));
        for (OffsetFetchResponseGroup group : response.groups()) {
            errors.error(group.errorCode());
            group.topics().forEach(topic -> topic.partitions().forEach(p -> errors.error(p.errorCode())));
        }
    }
}
