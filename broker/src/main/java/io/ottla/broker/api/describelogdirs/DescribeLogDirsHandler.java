package io.ottla.broker.api.describelogdirs;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.partition.LogDirReport;
import io.ottla.broker.partition.LogDirReports;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeLogDirsRequest;
import io.ottla.wire.message.DescribeLogDirsResponse;
import io.ottla.wire.message.DescribeLogDirsResponse.DescribeLogDirsPartition;
import io.ottla.wire.message.DescribeLogDirsResponse.DescribeLogDirsResult;
import io.ottla.wire.message.DescribeLogDirsResponse.DescribeLogDirsTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * DescribeLogDirs, versions 1 to 5: all data folders, those that failed too, with the partitions that were asked for, and
 * the copies of those that are on their way from one folder to another.
 */
public final class DescribeLogDirsHandler implements ApiHandler<DescribeLogDirsRequest, DescribeLogDirsResponse> {
    private final LogDirReports reports;

    public DescribeLogDirsHandler(LogDirReports reports) {
        this.reports = reports;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_LOG_DIRS;
    }

    @Override
    public DescribeLogDirsRequest read(WireReader body, int version) {
        return DescribeLogDirsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, DescribeLogDirsRequest request, Responder<DescribeLogDirsResponse> responder) {
        Predicate<TopicPartition> wanted = wanted(request);
        reports.request(
                found -> responder.send(new DescribeLogDirsResponse()
                        .results(found.stream().map(dir -> result(dir, wanted)).toList())),
                responder::fail);
    }

    private static Predicate<TopicPartition> wanted(DescribeLogDirsRequest request) {
        if (request.topics() == null) {
            return partition -> true;
        }
        return partition -> request.topics().stream()
                .anyMatch(topic -> topic.topic().equals(partition.topic())
                        && topic.partitions().contains(partition.partition()));
    }

    private static DescribeLogDirsResult result(LogDirReport dir, Predicate<TopicPartition> wanted) {
        DescribeLogDirsResult result = new DescribeLogDirsResult()
                .logDir(dir.path().toAbsolutePath().toString())
                .errorCode(dir.error().code())
                .totalBytes(dir.totalBytes())
                .usableBytes(dir.usableBytes())
                .isCordoned(dir.cordoned());
        Map<String, DescribeLogDirsTopic> topics = new TreeMap<>();
        for (LogDirReport.Log log : dir.logs()) {
            if (wanted.test(log.partition())) {
                topics.computeIfAbsent(log.partition().topic(), name -> new DescribeLogDirsTopic().name(name))
                        .partitions()
                        .add(new DescribeLogDirsPartition()
                                .partitionIndex(log.partition().partition())
                                .partitionSize(log.sizeBytes())
                                .offsetLag(log.offsetLag())
                                .isFutureKey(log.isFuture()));
            }
        }
        return result.topics(new ArrayList<>(topics.values()));
    }

    @Override
    public Optional<DescribeLogDirsResponse> failure(
            RequestContext context, DescribeLogDirsRequest request, ErrorCode error) {
        return Optional.of(new DescribeLogDirsResponse()
                .errorCode(context.apiVersion() >= 3 ? error.code() : ErrorCode.NONE.code())
                .results(List.of()));
    }

    @Override
    public void countErrors(DescribeLogDirsResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.results().forEach(result -> errors.error(result.errorCode()));
    }
}
