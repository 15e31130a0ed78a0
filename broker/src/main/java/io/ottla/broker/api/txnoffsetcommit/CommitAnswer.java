package io.ottla.broker.api.txnoffsetcommit;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.TxnOffsetCommitRequest;
import io.ottla.wire.message.TxnOffsetCommitRequest.TxnOffsetCommitRequestPartition;
import io.ottla.wire.message.TxnOffsetCommitResponse;
import io.ottla.wire.message.TxnOffsetCommitResponse.TxnOffsetCommitResponsePartition;
import io.ottla.wire.message.TxnOffsetCommitResponse.TxnOffsetCommitResponseTopic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers that were known before the coordinator was asked, to which its own are added. Each topic is there once. */
final class CommitAnswer {
    /** Clients of these versions may break down over a coordinator that is loading. */
    private static final int LAST_VERSION_WITHOUT_LOADING = 1;

    private final int version;
    private final Map<String, List<TxnOffsetCommitResponsePartition>> topics = new LinkedHashMap<>();

    CommitAnswer(int version) {
        this.version = version;
    }

    /** There is no error but those of partitions. */
    CommitAnswer failed(TxnOffsetCommitRequest request, ErrorCode error) {
        request.topics().forEach(topic -> add(topic.name(), topic.partitions(), error));
        return this;
    }

    void add(String topic, List<TxnOffsetCommitRequestPartition> partitions, ErrorCode error) {
        boolean unknownToClient =
                error == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS && version <= LAST_VERSION_WITHOUT_LOADING;
        ErrorCode told = unknownToClient ? ErrorCode.COORDINATOR_NOT_AVAILABLE : error;
        for (TxnOffsetCommitRequestPartition partition : partitions) {
            of(topic)
                    .add(new TxnOffsetCommitResponsePartition()
                            .partitionIndex(partition.partitionIndex())
                            .errorCode(told.code()));
        }
    }

    CommitAnswer with(TxnOffsetCommitResponse ofCoordinator) {
        ofCoordinator.topics().forEach(topic -> of(topic.name()).addAll(topic.partitions()));
        return this;
    }

    private List<TxnOffsetCommitResponsePartition> of(String topic) {
        return topics.computeIfAbsent(topic, any -> new ArrayList<>());
    }

    TxnOffsetCommitResponse response() {
        List<TxnOffsetCommitResponseTopic> answered = new ArrayList<>();
        topics.forEach((name, partitions) ->
                answered.add(new TxnOffsetCommitResponseTopic().name(name).partitions(partitions)));
        return new TxnOffsetCommitResponse().topics(answered);
    }
}
