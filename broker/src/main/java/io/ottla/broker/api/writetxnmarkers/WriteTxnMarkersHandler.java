package io.ottla.broker.api.writetxnmarkers;

import io.ottla.broker.coordinator.transaction.MarkerWriter;
import io.ottla.broker.coordinator.transaction.MarkerWriter.Marker;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.WriteTxnMarkersRequest;
import io.ottla.wire.message.WriteTxnMarkersRequest.WritableTxnMarker;
import io.ottla.wire.message.WriteTxnMarkersRequest.WritableTxnMarkerTopic;
import io.ottla.wire.message.WriteTxnMarkersResponse;
import io.ottla.wire.message.WriteTxnMarkersResponse.WritableTxnMarkerPartitionResult;
import io.ottla.wire.message.WriteTxnMarkersResponse.WritableTxnMarkerResult;
import io.ottla.wire.message.WriteTxnMarkersResponse.WritableTxnMarkerTopicResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * WriteTxnMarkers, versions 1 and 2: sent by transaction coordinators of other brokers, and by operators who abort what hangs.
 * Answered when all markers are committed, or refused. Before version 2 nothing is said of the protocol that a transaction was
 * ended by, and markers are checked as those of the old one are.
 */
public final class WriteTxnMarkersHandler implements ApiHandler<WriteTxnMarkersRequest, WriteTxnMarkersResponse> {
    private final MarkerWriter markers;

    public WriteTxnMarkersHandler(MarkerWriter markers) {
        this.markers = markers;
    }

    @Override
    public ApiKey key() {
        return ApiKey.WRITE_TXN_MARKERS;
    }

    /** Brokers ask each other for it. */
    @Override
    public boolean isThrottled() {
        return false;
    }

    @Override
    public WriteTxnMarkersRequest read(WireReader body, int version) {
        return WriteTxnMarkersRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, WriteTxnMarkersRequest request, Responder<WriteTxnMarkersResponse> responder) {
        List<Asked> asked =
                request.markers().stream().map(WriteTxnMarkersHandler::asked).toList();
        int writes = asked.stream().mapToInt(one -> one.partitions().size()).sum();
        if (writes == 0) {
            responder.send(response(asked));
            return;
        }
        AtomicInteger left = new AtomicInteger(writes);
        for (Asked one : asked) {
            markers.write(one.marker(), one.partitions(), (partition, error) -> {
                one.errors().put(partition, error);
                if (left.decrementAndGet() == 0) {
                    responder.send(response(asked));
                }
            });
        }
    }

    /**
     * A marker of the request.
     *
     * @param partitions each once, be it named several times
     * @param errors filled by whichever threads bring the answers
     */
    private record Asked(
            WritableTxnMarker asked,
            Marker marker,
            List<TopicPartition> partitions,
            Map<TopicPartition, ErrorCode> errors) {}

    private static Asked asked(WritableTxnMarker marker) {
        List<TopicPartition> partitions = marker.topics().stream()
                .flatMap(topic ->
                        topic.partitionIndexes().stream().map(partition -> new TopicPartition(topic.name(), partition)))
                .distinct()
                .toList();
        Marker written = new Marker(
                marker.producerId(),
                marker.producerEpoch(),
                marker.transactionResult(),
                marker.coordinatorEpoch(),
                marker.transactionVersion());
        return new Asked(marker, written, partitions, new ConcurrentHashMap<>());
    }

    private static WriteTxnMarkersResponse response(List<Asked> asked) {
        return new WriteTxnMarkersResponse()
                .markers(asked.stream()
                        .map(one -> result(one.asked(), one.errors()))
                        .toList());
    }

    private static WritableTxnMarkerResult result(WritableTxnMarker marker, Map<TopicPartition, ErrorCode> errors) {
        List<WritableTxnMarkerTopicResult> topics = new ArrayList<>();
        for (WritableTxnMarkerTopic topic : marker.topics()) {
            topics.add(new WritableTxnMarkerTopicResult()
                    .name(topic.name())
                    .partitions(topic.partitionIndexes().stream()
                            .map(partition -> new WritableTxnMarkerPartitionResult()
                                    .partitionIndex(partition)
                                    .errorCode(errors.get(new TopicPartition(topic.name(), partition))
                                            .code()))
                            .toList()));
        }
        return new WritableTxnMarkerResult().producerId(marker.producerId()).topics(topics);
    }

    @Override
    public Optional<WriteTxnMarkersResponse> failure(
            RequestContext context, WriteTxnMarkersRequest request, ErrorCode error) {
        List<Asked> asked =
                request.markers().stream().map(WriteTxnMarkersHandler::asked).toList();
        asked.forEach(one -> one.partitions().forEach(partition -> one.errors().put(partition, error)));
        return Optional.of(response(asked));
    }

    @Override
    public void countErrors(WriteTxnMarkersResponse response, ErrorSink errors) {
        for (WritableTxnMarkerResult marker : response.markers()) {
            for (WritableTxnMarkerTopicResult topic : marker.topics()) {
                topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
            }
        }
    }
}
