package io.ottla.broker.api.alterreplicalogdirs;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.partition.LogMoves;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.AlterReplicaLogDirsRequest;
import io.ottla.wire.message.AlterReplicaLogDirsRequest.AlterReplicaLogDir;
import io.ottla.wire.message.AlterReplicaLogDirsRequest.AlterReplicaLogDirTopic;
import io.ottla.wire.message.AlterReplicaLogDirsResponse;
import io.ottla.wire.message.AlterReplicaLogDirsResponse.AlterReplicaLogDirPartitionResult;
import io.ottla.wire.message.AlterReplicaLogDirsResponse.AlterReplicaLogDirTopicResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AlterReplicaLogDirs, versions 1 and 2. The answer says what will be done; how far it is, DescribeLogDirs tells. A place that
 * is named for a partition before there is one is not remembered.
 */
public final class AlterReplicaLogDirsHandler
        implements ApiHandler<AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse> {
    private final LogMoves moves;

    public AlterReplicaLogDirsHandler(LogMoves moves) {
        this.moves = moves;
    }

    @Override
    public ApiKey key() {
        return ApiKey.ALTER_REPLICA_LOG_DIRS;
    }

    @Override
    public AlterReplicaLogDirsRequest read(WireReader body, int version) {
        return AlterReplicaLogDirsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            AlterReplicaLogDirsRequest request,
            Responder<AlterReplicaLogDirsResponse> responder) {
        List<LogMoves.Order> orders = orders(request);
        moves.order(orders, taken -> responder.send(response(orders, taken)));
    }

    private static List<LogMoves.Order> orders(AlterReplicaLogDirsRequest request) {
        List<LogMoves.Order> orders = new ArrayList<>();
        for (AlterReplicaLogDir dir : request.dirs()) {
            Path path = Path.of(dir.path());
            for (AlterReplicaLogDirTopic topic : dir.topics()) {
                for (int partition : topic.partitions()) {
                    orders.add(new LogMoves.Order(new TopicPartition(topic.name(), partition), path));
                }
            }
        }
        return orders;
    }

    private static AlterReplicaLogDirsResponse response(List<LogMoves.Order> orders, List<ErrorCode> taken) {
        Map<String, AlterReplicaLogDirTopicResult> topics = new LinkedHashMap<>();
        for (int i = 0; i < orders.size(); i++) {
            TopicPartition partition = orders.get(i).partition();
            topics.computeIfAbsent(partition.topic(), name -> new AlterReplicaLogDirTopicResult().topicName(name))
                    .partitions()
                    .add(new AlterReplicaLogDirPartitionResult()
                            .partitionIndex(partition.partition())
                            .errorCode(taken.get(i).code()));
        }
        return new AlterReplicaLogDirsResponse().results(new ArrayList<>(topics.values()));
    }

    @Override
    public Optional<AlterReplicaLogDirsResponse> failure(
            RequestContext context, AlterReplicaLogDirsRequest request, ErrorCode error) {
        List<LogMoves.Order> orders = orders(request);
        return Optional.of(response(orders, orders.stream().map(order -> error).toList()));
    }

    @Override
    public void countErrors(AlterReplicaLogDirsResponse response, ErrorSink errors) {
        for (AlterReplicaLogDirTopicResult topic : response.results()) {
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }
}
