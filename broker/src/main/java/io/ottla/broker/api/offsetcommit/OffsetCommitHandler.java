package io.ottla.broker.api.offsetcommit;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.OffsetCommitRequest;
import io.ottla.wire.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.ottla.wire.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.ottla.wire.message.OffsetCommitResponse;
import io.ottla.wire.message.OffsetCommitResponse.OffsetCommitResponsePartition;
import io.ottla.wire.message.OffsetCommitResponse.OffsetCommitResponseTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * OffsetCommit, versions 2 to 10. Topics are named, or from version 10 on given by id. Those that do not exist, and partitions
 * that do not, are refused here; the rest goes to the group's coordinator.
 */
public final class OffsetCommitHandler implements ApiHandler<OffsetCommitRequest, OffsetCommitResponse> {
    private static final int FIRST_VERSION_BY_ID = 10;

    private final GroupRequests groups;
    private final Supplier<ClusterImage> images;

    public OffsetCommitHandler(GroupRequests groups, Supplier<ClusterImage> images) {
        this.groups = groups;
        this.images = images;
    }

    @Override
    public ApiKey key() {
        return ApiKey.OFFSET_COMMIT;
    }

    @Override
    public OffsetCommitRequest read(WireReader body, int version) {
        return OffsetCommitRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, OffsetCommitRequest request, Responder<OffsetCommitResponse> responder) {
        CommitAnswer answer = new CommitAnswer();
        List<OffsetCommitRequestTopic> known = new ArrayList<>();
        ClusterImage image = images.get();
        for (OffsetCommitRequestTopic topic : request.topics()) {
            known.addAll(known(topic, image, context.apiVersion(), answer));
        }
        if (known.isEmpty()) {
            responder.send(answer.response());
            return;
        }
        OffsetCommitRequest ofKnown = new OffsetCommitRequest()
                .groupId(request.groupId())
                .memberId(request.memberId())
                .generationIdOrMemberEpoch(request.generationIdOrMemberEpoch())
                .retentionTimeMs(request.retentionTimeMs())
                .groupInstanceId(request.groupInstanceId())
                .topics(known);
        groups.ask(
                context,
                request.groupId(),
                ofKnown,
                new GroupRequests.Answering<>(
                        OffsetCommitResponse.class,
                        error -> failed(ofKnown, error),
                        response -> responder.send(answer.with(response))));
    }

    /** The topic with those of its partitions that exist, as the coordinator takes it; nothing when there are none. */
    private static List<OffsetCommitRequestTopic> known(
            OffsetCommitRequestTopic topic, ClusterImage image, int version, CommitAnswer answer) {
        boolean byId = version >= FIRST_VERSION_BY_ID;
        TopicImage found =
                byId ? image.topics().topic(topic.topicId()) : image.topics().topic(topic.name());
        if (found == null) {
            ErrorCode error = byId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
            answer.add(topic, topic.partitions(), error);
            return List.of();
        }
        List<OffsetCommitRequestPartition> there = new ArrayList<>();
        List<OffsetCommitRequestPartition> missing = new ArrayList<>();
        for (OffsetCommitRequestPartition partition : topic.partitions()) {
            (found.partition(partition.partitionIndex()) == null ? missing : there).add(partition);
        }
        OffsetCommitRequestTopic named =
                new OffsetCommitRequestTopic().name(found.name()).topicId(found.id());
        if (!missing.isEmpty()) {
            answer.add(named, missing, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        return there.isEmpty() ? List.of() : List.of(named.partitions(there));
    }

    @Override
    public Optional<OffsetCommitResponse> failure(
            RequestContext context, OffsetCommitRequest request, ErrorCode error) {
        return Optional.of(failed(request, error));
    }

    @Override
    public void countErrors(OffsetCommitResponse response, ErrorSink errors) {
        for (OffsetCommitResponseTopic topic : response.topics()) {
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }

    /** There is no error but those of partitions. */
    private static OffsetCommitResponse failed(OffsetCommitRequest request, ErrorCode error) {
        CommitAnswer answer = new CommitAnswer();
        request.topics().forEach(topic -> answer.add(topic, topic.partitions(), error));
        return answer.response();
    }

    /** Answers that were known before the coordinator was asked, to which its own are added. */
    private static final class CommitAnswer {
        private final List<OffsetCommitResponseTopic> topics = new ArrayList<>();

        private void add(
                OffsetCommitRequestTopic topic, List<OffsetCommitRequestPartition> partitions, ErrorCode error) {
            topics.add(new OffsetCommitResponseTopic()
                    .name(topic.name())
                    .topicId(topic.topicId())
                    .partitions(partitions.stream()
                            .map(partition -> new OffsetCommitResponsePartition()
                                    .partitionIndex(partition.partitionIndex())
                                    .errorCode(error.code()))
                            .toList()));
        }

        /** A topic that is there already gets the partitions it lacks: clients expect to find each topic once. */
        private OffsetCommitResponse with(OffsetCommitResponse ofCoordinator) {
            for (OffsetCommitResponseTopic topic : ofCoordinator.topics()) {
                Optional<OffsetCommitResponseTopic> there = topics.stream()
                        .filter(other -> other.name().equals(topic.name()))
                        .findFirst();
                if (there.isPresent()) {
                    List<OffsetCommitResponsePartition> partitions =
                            new ArrayList<>(there.get().partitions());
                    partitions.addAll(topic.partitions());
                    there.get().partitions(partitions);
                } else {
                    topics.add(topic);
                }
            }
            return response();
        }

        private OffsetCommitResponse response() {
            return new OffsetCommitResponse().topics(topics);
        }
    }
}
