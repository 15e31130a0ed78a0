package io.ottla.broker.api;

import io.ottla.broker.coordinator.group.GroupCommand;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.CoordinatorReply;
import io.ottla.broker.coordinator.runtime.Coordinators;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TransactionalWrite;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.TxnOffsetCommitRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sends what clients ask of groups to the coordinators that have them. */
public final class GroupRequests {
    private final Coordinators<GroupCommand, GroupEvent, ApiMessage> coordinators;

    public GroupRequests(Coordinators<GroupCommand, GroupEvent, ApiMessage> coordinators) {
        this.coordinators = coordinators;
    }

    /**
     * What becomes of the outcome of one request about one group.
     *
     * @param refused the response when the coordinator refuses all of it, or there is none
     */
    public record Answering<R>(Class<R> type, Function<ErrorCode, R> refused, Consumer<R> send)
            implements CoordinatorReply<ApiMessage> {
        @Override
        public void reply(ApiMessage response) {
            send.accept(type.cast(response));
        }

        @Override
        public void reject(ErrorCode error) {
            send.accept(refused.apply(told(error)));
        }
    }

    /** Asks about one group, which has to be named: a name that is empty is refused before anyone is asked. */
    public <R> void askNamed(RequestContext context, String groupId, ApiMessage request, Answering<R> answering) {
        if (groupId.isEmpty()) {
            answering.reject(ErrorCode.INVALID_GROUP_ID);
        } else {
            ask(context, groupId, request, answering);
        }
    }

    /** Asks about one group. */
    public <R> void ask(RequestContext context, String groupId, ApiMessage request, Answering<R> answering) {
        coordinators.send(groupId, new GroupCommand.Request<>(caller(context), request), answering);
    }

    /** The partition that remembers a group. */
    public TopicPartition partitionOf(String groupId) {
        return new TopicPartition(coordinators.topic(), coordinators.partitionOf(groupId));
    }

    /** Has offsets committed when a transaction is, in which the group's partition takes part. */
    public <R> void askInTransaction(
            RequestContext context,
            TxnOffsetCommitRequest request,
            Map<String, Uuid> topicIds,
            TransactionalWrite write,
            Answering<R> answering) {
        coordinators.sendTo(
                coordinators.partitionOf(request.groupId()),
                new GroupCommand.TransactionalCommit(caller(context), request, topicIds),
                write,
                answering);
    }

    /**
     * A part of a request that is about several groups.
     *
     * @param refused the answer when the group's coordinator refuses it, or there is none
     */
    public record Part<A>(String groupId, ApiMessage request, Function<ErrorCode, A> refused) {}

    /**
     * Asks about several groups.
     *
     * @param answer what one coordinator's response says about its one group
     * @param whenAll given the answers in the order of the parts
     */
    public <A> void askAll(
            RequestContext context,
            List<Part<A>> parts,
            Function<ApiMessage, A> answer,
            Consumer<List<A>> whenAll,
            Consumer<Throwable> onFailure) {
        GroupCommand.Caller caller = caller(context);
        List<Coordinators.Question<GroupCommand>> questions = new ArrayList<>();
        for (Part<A> part : parts) {
            questions.add(new Coordinators.Question<>(
                    coordinators.partitionOf(part.groupId()), new GroupCommand.Request<>(caller, part.request())));
        }
        coordinators.sendAll(
                questions,
                outcomes -> {
                    List<A> answers = new ArrayList<>();
                    for (int i = 0; i < outcomes.size(); i++) {
                        answers.add(
                                outcomes.get(i) instanceof Outcome.Reply<ApiMessage> reply
                                        ? answer.apply(reply.response())
                                        : parts.get(i).refused().apply(told(errorOf(outcomes.get(i)))));
                    }
                    whenAll.accept(answers);
                },
                onFailure);
    }

    /** Asks all coordinators of this broker the same. */
    public void askEveryone(
            RequestContext context,
            ApiMessage request,
            Consumer<List<Outcome<ApiMessage>>> whenAll,
            Consumer<Throwable> onFailure) {
        GroupCommand command = new GroupCommand.Request<>(caller(context), request);
        List<Coordinators.Question<GroupCommand>> questions = new ArrayList<>();
        for (int partition : coordinators.ledPartitions()) {
            questions.add(new Coordinators.Question<>(partition, command));
        }
        coordinators.sendAll(questions, whenAll, onFailure);
    }

    private static ErrorCode errorOf(Outcome<?> outcome) {
        return outcome instanceof Outcome.Reject<?> reject ? reject.error() : ErrorCode.UNKNOWN_SERVER_ERROR;
    }

    /** That a decision's records are too large for the topic is nothing that a client could put right. */
    private static ErrorCode told(ErrorCode error) {
        return error == ErrorCode.MESSAGE_TOO_LARGE ? ErrorCode.UNKNOWN_SERVER_ERROR : error;
    }

    private static GroupCommand.Caller caller(RequestContext context) {
        InetAddress address = context.connection().remote().getAddress();
        // As the reference puts it: an address with a slash before it, and no name.
        String host = address == null ? context.connection().remote().getHostString() : "/" + address.getHostAddress();
        return new GroupCommand.Caller(context.clientId(), host, context.apiVersion());
    }
}
