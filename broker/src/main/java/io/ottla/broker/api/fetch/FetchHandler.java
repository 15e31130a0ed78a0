package io.ottla.broker.api.fetch;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.fetchsession.FetchAnswer;
import io.ottla.broker.fetchsession.FetchContext;
import io.ottla.broker.fetchsession.FetchPartition;
import io.ottla.broker.fetchsession.FetchSessionCache;
import io.ottla.broker.fetchsession.FetchSessionRequest;
import io.ottla.broker.fetchsession.FetchTarget;
import io.ottla.broker.partition.ClusterView;
import io.ottla.broker.partition.ClusterViews;
import io.ottla.broker.partition.Isolation;
import io.ottla.broker.partition.Partitions;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.shard.Gather;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardMessage;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Fetch, versions 4 to 18: long polling, sessions (KIP-227), isolation levels, truncation detection (KIP-595), hints about
 * leaders (KIP-951). Records are sent as they are stored, in every version. Followers are turned away: partitions have one
 * replica for now. There is no replica selector, so consumers are never sent elsewhere. Who is over quota is brought nothing, and
 * left waiting (KIP-219); for quotas the records count, and not what is around them.
 *
 * <p>Each shard has a session cache. A request within a session goes to the shard that has it, any other to the shard of its
 * first partition; that shard is the request's home.
 */
public final class FetchHandler implements ApiHandler<FetchRequest, FetchResponse> {
    private static final int FIRST_VERSION_BY_TOPIC_ID = 13;
    private static final int FIRST_VERSION_WITH_REPLICA_STATE = 15;

    private final Partitions partitions;
    private final ClusterViews views;
    private final int maxBytes;
    private final ClientQuotas quotas;
    private final List<FetchSessionCache> sessions;

    /**
     * @param maxBytes {@code fetch.max.bytes}: more than that is not sent in one response
     * @param sessionSlots {@code max.incremental.fetch.session.cache.slots}
     */
    public FetchHandler(
            Partitions partitions,
            ClusterViews views,
            ClientQuotas quotas,
            int maxBytes,
            int sessionSlots,
            RandomGenerator random) {
        this.partitions = partitions;
        this.views = views;
        this.quotas = quotas;
        this.maxBytes = maxBytes;
        int shards = partitions.shards().size();
        this.sessions = IntStream.range(0, shards)
                .mapToObj(index -> new FetchSessionCache(
                        Math.ceilDiv(sessionSlots, shards), FetchSessionCache.IdRange.share(index, shards), random))
                .toList();
    }

    @Override
    public ApiKey key() {
        return ApiKey.FETCH;
    }

    @Override
    public FetchRequest read(WireReader body, int version) {
        return FetchRequest.read(body, version);
    }

    @Override
    public ErrorCode refusal(FetchRequest request) {
        return Isolation.isLevel(request.isolationLevel()) ? ErrorCode.NONE : ErrorCode.UNKNOWN_SERVER_ERROR;
    }

    @Override
    public void handle(RequestContext context, FetchRequest request, Responder<FetchResponse> responder) {
        ClusterView view = views.current();
        int replicaId = context.apiVersion() >= FIRST_VERSION_WITH_REPLICA_STATE
                ? request.replicaState().replicaId()
                : request.replicaId();
        FetchSessionRequest session = sessionRequest(context.apiVersion(), request, replicaId, view);
        Optional<ClientQuotas.Account> account = replicaId >= 0 ? Optional.empty() : quotas.ofReader(context);
        int responseBytesMax = Math.min(
                Math.min(request.maxBytes(), maxBytes),
                account.map(ClientQuotas.Account::burstBytes).orElse(Integer.MAX_VALUE));
        FetchTerms terms = new FetchTerms(
                replicaId,
                Isolation.of(replicaId, request.isolationLevel()),
                responseBytesMax,
                Math.min(request.minBytes(), responseBytesMax),
                request.maxWaitMs(),
                replicaId >= 0 ? FetchToll.NONE : tollOf(context, account));
        homeOf(session).send(new Opening(context, session, terms, responder));
    }

    /** Who has to wait for the time that its requests took is not brought anything for now, and so not charged for it. */
    private FetchToll tollOf(RequestContext context, Optional<ClientQuotas.Account> account) {
        FetchToll ofBytes = account.<FetchToll>map(payer -> payer::charge).orElse(FetchToll.NONE);
        if (!quotas.isSet()) {
            return ofBytes;
        }
        return (bytes, throttleTimeMs) -> quotas.throttled(context, forTimeMs -> {
            if (forTimeMs > 0) {
                throttleTimeMs.accept(forTimeMs);
            } else {
                ofBytes.charge(bytes, throttleTimeMs);
            }
        });
    }

    private FetchSessionRequest sessionRequest(int version, FetchRequest request, int replicaId, ClusterView view) {
        boolean byId = version >= FIRST_VERSION_BY_TOPIC_ID;
        List<FetchPartition> wanted = new ArrayList<>();
        for (FetchRequest.FetchTopic topic : request.topics()) {
            String name = byId ? view.nameOf(topic.topicId()) : topic.topic();
            for (FetchRequest.FetchPartition partition : topic.partitions()) {
                FetchTarget target = byId
                        ? FetchTarget.byId(topic.topicId(), partition.partition())
                        : FetchTarget.byName(topic.topic(), partition.partition());
                wanted.add(new FetchPartition(
                        target,
                        name,
                        partition.currentLeaderEpoch(),
                        partition.fetchOffset(),
                        partition.lastFetchedEpoch(),
                        partition.logStartOffset(),
                        partition.partitionMaxBytes()));
            }
        }
        List<FetchTarget> forgotten = new ArrayList<>();
        for (FetchRequest.ForgottenTopic topic : request.forgottenTopicsData()) {
            for (int partition : topic.partitions()) {
                forgotten.add(
                        byId
                                ? FetchTarget.byId(topic.topicId(), partition)
                                : FetchTarget.byName(topic.topic(), partition));
            }
        }
        return new FetchSessionRequest(
                request.sessionId(), request.sessionEpoch(), byId, replicaId >= 0, wanted, forgotten);
    }

    private Shard homeOf(FetchSessionRequest session) {
        List<Shard> shards = partitions.shards();
        if (session.sessionId() != FetchSessionRequest.NO_SESSION_ID) {
            return shards.get(FetchSessionCache.IdRange.owner(session.sessionId(), shards.size()));
        }
        for (FetchPartition wanted : session.partitions()) {
            if (wanted.topicName() != null) {
                return partitions.ownerOf(
                        new TopicPartition(wanted.topicName(), wanted.target().partition()));
            }
        }
        return shards.getFirst();
    }

    /** A fetch on its way to its home. */
    private final class Opening implements ShardMessage {
        private final RequestContext context;
        private final FetchSessionRequest session;
        private final FetchTerms terms;
        private final Responder<FetchResponse> responder;

        private Opening(
                RequestContext context,
                FetchSessionRequest session,
                FetchTerms terms,
                Responder<FetchResponse> responder) {
            this.context = context;
            this.session = session;
            this.terms = terms;
            this.responder = responder;
        }

        @Override
        public void deliver(ShardTurn turn) {
            ClusterView view = views.current();
            Shard home = homeOf(session);
            FetchContext placed = sessions.get(home.index()).place(session, view::nameOf, turn.nowMs());
            run(view, new Gather.Home(home, turn), placed);
        }

        private void run(ClusterView view, Gather.Home home, FetchContext placed) {
            FetchAnswers answers = new FetchAnswers(
                    views, context.apiVersion(), context.connection().listenerName());
            FetchRun.Reply reply = new FetchRun.Reply() {
                @Override
                public void fetched(FetchAnswer<FetchedRecords> answer, int throttleTimeMs) {
                    FetchResponse response = answers.response(answer, placed).throttleTimeMs(throttleTimeMs);
                    responder.sendThrottled(response, throttleTimeMs);
                }

                @Override
                public void failed(Throwable cause) {
                    responder.fail(cause);
                }
            };
            new FetchRun(partitions, home, placed, terms, reply).start(view);
        }

        @Override
        public void failed(Throwable cause) {
            responder.fail(cause);
        }
    }

    @Override
    public Optional<FetchResponse> failure(RequestContext context, FetchRequest request, ErrorCode error) {
        return Optional.of(new FetchResponse().errorCode(error.code()));
    }

    @Override
    public void countErrors(FetchResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        for (FetchResponse.FetchableTopicResponse topic : response.responses()) {
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }
}
