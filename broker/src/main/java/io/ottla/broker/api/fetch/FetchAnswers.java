package io.ottla.broker.api.fetch;

import io.ottla.broker.fetchsession.FetchAnswer;
import io.ottla.broker.fetchsession.FetchContext;
import io.ottla.broker.fetchsession.FetchPartition;
import io.ottla.broker.fetchsession.FetchTarget;
import io.ottla.broker.partition.ClusterView;
import io.ottla.broker.partition.ClusterViews;
import io.ottla.broker.partition.CurrentLeader;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.FetchResponse.FetchableTopicResponse;
import io.ottla.wire.message.FetchResponse.PartitionData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what a fetch found into the response of one version. */
final class FetchAnswers {
    /** Clients of these versions do not know the error for a failed log dir. */
    private static final int LAST_VERSION_WITHOUT_STORAGE_ERROR = 5;

    private static final int FIRST_VERSION_WITH_LEADER_HINTS = 16;
    private static final int FIRST_VERSION_WITH_ZSTD = 10;

    private final ClusterViews views;
    private final int version;
    private final String listenerName;

    FetchAnswers(ClusterViews views, int version, String listenerName) {
        this.views = views;
        this.version = version;
        this.listenerName = listenerName;
    }

    FetchResponse response(FetchAnswer<FetchedRecords> answer, FetchContext context) {
        ClusterView view = views.current();
        Map<FetchTarget, String> names = namesOf(context);
        Map<Integer, FetchResponse.NodeEndpoint> leaders = new TreeMap<>();
        List<FetchableTopicResponse> topics = new ArrayList<>();
        for (FetchedRecords fetched : answer.partitions()) {
            String name = names.get(fetched.target());
            PartitionData data =
                    data(fetched, name != null && view.settingsOf(name).storesZstd());
            if (version >= FIRST_VERSION_WITH_LEADER_HINTS && name != null) {
                hintAtLeader(fetched, name, data, leaders);
            }
            topicOf(topics, fetched.target()).partitions().add(data);
        }
        return new FetchResponse()
                .errorCode(answer.error().code())
                .sessionId(answer.sessionId())
                .responses(topics)
                .nodeEndpoints(new ArrayList<>(leaders.values()));
    }

    private static Map<FetchTarget, String> namesOf(FetchContext context) {
        Map<FetchTarget, String> names = new HashMap<>();
        for (FetchPartition partition : context.partitions()) {
            names.put(partition.target(), partition.topicName());
        }
        return names;
    }

    /** Partitions that follow each other and are of one topic share its entry; their order is kept. */
    private static FetchableTopicResponse topicOf(List<FetchableTopicResponse> topics, FetchTarget target) {
        if (!topics.isEmpty()) {
            FetchableTopicResponse last = topics.getLast();
            if (last.topicId().equals(target.topicId()) && last.topic().equals(target.topicName())) {
                return last;
            }
        }
        FetchableTopicResponse topic =
                new FetchableTopicResponse().topicId(target.topicId()).topic(target.topicName());
        topics.add(topic);
        return topic;
    }

    private PartitionData data(FetchedRecords fetched, boolean zstdTopic) {
        if (zstdTopic && version < FIRST_VERSION_WITH_ZSTD && !fetched.failed()) {
            fetched.release();
            return data(FetchedRecords.failed(fetched.target(), ErrorCode.UNSUPPORTED_COMPRESSION_TYPE), false);
        }
        PartitionData data = new PartitionData()
                .partitionIndex(fetched.target().partition())
                .errorCode(errorCode(fetched.error()))
                .highWatermark(fetched.highWatermark())
                .lastStableOffset(fetched.offsets().lastStableOffset())
                .logStartOffset(fetched.logStartOffset())
                .abortedTransactions(aborted(fetched.aborted()))
                .records(fetched.records() == null ? BufferRecords.EMPTY : fetched.records());
        fetched.divergingEpoch()
                .ifPresent(end -> data.divergingEpoch(
                        new FetchResponse.EpochEndOffset().epoch(end.epoch()).endOffset(end.endOffset())));
        return data;
    }

    private short errorCode(ErrorCode error) {
        boolean unknownToClient =
                error == ErrorCode.KAFKA_STORAGE_ERROR && version <= LAST_VERSION_WITHOUT_STORAGE_ERROR;
        return (unknownToClient ? ErrorCode.NOT_LEADER_OR_FOLLOWER : error).code();
    }

    private static List<FetchResponse.AbortedTransaction> aborted(List<AbortedTransaction> aborted) {
        if (aborted == null) {
            return null;
        }
        List<FetchResponse.AbortedTransaction> listed = new ArrayList<>(aborted.size());
        for (AbortedTransaction transaction : aborted) {
            listed.add(new FetchResponse.AbortedTransaction()
                    .producerId(transaction.producerId())
                    .firstOffset(transaction.firstOffset()));
        }
        return listed;
    }

    private void hintAtLeader(
            FetchedRecords fetched,
            String topic,
            PartitionData data,
            Map<Integer, FetchResponse.NodeEndpoint> leaders) {
        if (fetched.error() != ErrorCode.NOT_LEADER_OR_FOLLOWER && fetched.error() != ErrorCode.FENCED_LEADER_EPOCH) {
            return;
        }
        CurrentLeader leader =
                CurrentLeader.of(views.current(), topic, fetched.target().partition(), listenerName);
        data.currentLeader(
                new FetchResponse.LeaderIdAndEpoch().leaderId(leader.leaderId()).leaderEpoch(leader.leaderEpoch()));
        leader.node()
                .ifPresent(node -> leaders.put(
                        node.id(),
                        new FetchResponse.NodeEndpoint()
                                .nodeId(node.id())
                                .host(node.host())
                                .port(node.port())
                                .rack(node.rack())));
    }
}
