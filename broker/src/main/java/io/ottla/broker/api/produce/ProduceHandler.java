package io.ottla.broker.api.produce;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.partition.AppendReply;
import io.ottla.broker.partition.ClusterView;
import io.ottla.broker.partition.ClusterViews;
import io.ottla.broker.partition.PartitionTable;
import io.ottla.broker.partition.Partitions;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.shard.Gather;
import io.ottla.broker.transaction.TransactionGuards;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Produce, versions 3 to 13: one batch of format v2 for each partition; acks 0, 1 and -1; idempotent producers; topics by id
 * from version 13; records at fault (KIP-467); hints about leaders (KIP-951). Transactional batches are let in by the
 * transaction's coordinator, which from version 12 on adds the partition by itself (KIP-890). Who is over quota is answered, and
 * then left waiting (KIP-219).
 */
public final class ProduceHandler implements ApiHandler<ProduceRequest, ProduceResponse> {
    private final Partitions partitions;
    private final ClusterViews views;
    private final TransactionGuards guards;
    private final ClientQuotas quotas;

    public ProduceHandler(Partitions partitions, ClusterViews views, TransactionGuards guards, ClientQuotas quotas) {
        this.partitions = partitions;
        this.views = views;
        this.guards = guards;
        this.quotas = quotas;
    }

    @Override
    public ApiKey key() {
        return ApiKey.PRODUCE;
    }

    @Override
    public ProduceRequest read(WireReader body, int version) {
        return ProduceRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, ProduceRequest request, Responder<ProduceResponse> responder) {
        ClusterView view = views.current();
        RequestReading.Sorted sorted = RequestReading.sort(context, request, view);
        if (sorted.toAppend().isEmpty()) {
            finish(context, request, sorted.replies(), responder);
            return;
        }
        List<IncomingBatch> batches = sorted.toAppend();
        Gather.start(
                batches,
                batch -> partitions.ownerOf(batch.partition()),
                (turn, part) -> {
                    PartitionTable table = partitions.tableOf(part.shard());
                    IncomingBatch.Way way = new IncomingBatch.Way(request.acks(), table, guards, turn, part);
                    for (int i = 0; i < part.size(); i++) {
                        IncomingBatch batch = batches.get(part.place(i));
                        table.find(batch.partition(), new IncomingBatch.Append(batch, way, part.place(i)));
                    }
                },
                new Gather.Ending<>(
                        appended -> {
                            for (int i = 0; i < appended.size(); i++) {
                                sorted.replies().set(batches.get(i).place(), appended.get(i));
                            }
                            finish(context, request, sorted.replies(), responder);
                        },
                        place -> AppendReply.refused(ErrorCode.UNKNOWN_SERVER_ERROR),
                        responder::fail));
    }

    private void finish(
            RequestContext context,
            ProduceRequest request,
            List<AppendReply> replies,
            Responder<ProduceResponse> responder) {
        quotas.produced(context, throttleTimeMs -> {
            try {
                answer(context, request, replies, responder, throttleTimeMs);
            } catch (RuntimeException e) {
                responder.fail(e);
            }
        });
    }

    private void answer(
            RequestContext context,
            ProduceRequest request,
            List<AppendReply> replies,
            Responder<ProduceResponse> responder,
            int throttleTimeMs) {
        if (request.acks() == 0) {
            finishUnacknowledged(replies, responder, throttleTimeMs);
            return;
        }
        ResponseWriting writing = new ResponseWriting(
                views.current(), context.apiVersion(), context.connection().listenerName());
        responder.sendThrottled(writing.response(request, replies).throttleTimeMs(throttleTimeMs), throttleTimeMs);
    }

    /** Who asked for no answer gets none; that something went wrong is told by the end of the connection. */
    private static void finishUnacknowledged(
            List<AppendReply> replies, Responder<ProduceResponse> responder, int throttleTimeMs) {
        List<String> errors = new ArrayList<>();
        for (AppendReply reply : replies) {
            if (reply instanceof AppendReply.Refused refused) {
                errors.add(refused.error().name());
            }
        }
        if (errors.isEmpty()) {
            responder.sendNothingThrottled(throttleTimeMs);
        } else {
            responder.closeConnection("a Produce request with acks=0 failed: " + String.join(", ", errors));
        }
    }

    @Override
    public Optional<ProduceResponse> failure(RequestContext context, ProduceRequest request, ErrorCode error) {
        if (request.acks() == 0) {
            return Optional.empty();
        }
        List<AppendReply> replies = new ArrayList<>();
        request.topicData()
                .forEach(topic -> topic.partitionData().forEach(partition -> replies.add(AppendReply.refused(error))));
        ResponseWriting writing = new ResponseWriting(
                views.current(), context.apiVersion(), context.connection().listenerName());
        return Optional.of(writing.response(request, replies));
    }

    @Override
    public void countErrors(ProduceResponse response, ErrorSink errors) {
        for (ProduceResponse.TopicProduceResponse topic : response.responses()) {
            topic.partitionResponses().forEach(partition -> errors.error(partition.errorCode()));
        }
    }
}
