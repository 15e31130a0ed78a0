package io.ottla.broker.api.listtransactions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.transaction.TransactionAnswer;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.coordinator.transaction.TransactionFilter;
import io.ottla.broker.coordinator.transaction.TransactionState;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ListTransactionsRequest;
import io.ottla.wire.message.ListTransactionsResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ListTransactions, versions 0 to 2: by states, producer ids, how long they take, and a pattern that the id matches as a whole. */
public final class ListTransactionsHandler implements ApiHandler<ListTransactionsRequest, ListTransactionsResponse> {
    private final TransactionCoordinators transactions;

    public ListTransactionsHandler(TransactionCoordinators transactions) {
        this.transactions = transactions;
    }

    @Override
    public ApiKey key() {
        return ApiKey.LIST_TRANSACTIONS;
    }

    @Override
    public ListTransactionsRequest read(WireReader body, int version) {
        return ListTransactionsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, ListTransactionsRequest request, Responder<ListTransactionsResponse> responder) {
        Set<TransactionState> states = EnumSet.noneOf(TransactionState.class);
        List<String> unknown = new ArrayList<>();
        for (String name : request.stateFilters()) {
            TransactionState.named(name).ifPresentOrElse(states::add, () -> unknown.add(name));
        }
        Optional<Pattern> pattern;
        try {
            pattern = pattern(request.transactionalIdPattern());
        } catch (PatternSyntaxException e) {
            responder.send(failed(ErrorCode.INVALID_REGULAR_EXPRESSION));
            return;
        }
        TransactionFilter filter = new TransactionFilter(
                new LinkedHashSet<>(request.producerIdFilters()),
                request.stateFilters().isEmpty() ? Optional.empty() : Optional.of(states),
                request.durationFilter(),
                pattern);
        transactions.list(filter, outcomes -> responder.send(together(unknown, outcomes)), responder::fail);
    }

    private static Optional<Pattern> pattern(String text) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(text));
    }

    /** An incomplete list would be taken for a complete one; only a coordinator that has moved on may be left out. */
    private static ListTransactionsResponse together(
            List<String> unknownStates, List<Outcome<TransactionAnswer>> outcomes) {
        List<ListTransactionsResponse.TransactionState> listed = new ArrayList<>();
        for (Outcome<TransactionAnswer> outcome : outcomes) {
            if (outcome instanceof Outcome.Reply<TransactionAnswer> reply) {
                listed.addAll(((TransactionAnswer.Listed) reply.response()).states());
            } else if (outcome instanceof Outcome.Reject<TransactionAnswer> reject
                    && reject.error() != ErrorCode.NOT_COORDINATOR) {
                return failed(reject.error());
            }
        }
        return new ListTransactionsResponse().unknownStateFilters(unknownStates).transactionStates(listed);
    }

    @Override
    public Optional<ListTransactionsResponse> failure(
            RequestContext context, ListTransactionsRequest request, ErrorCode error) {
        return Optional.of(failed(error));
    }

    @Override
    public void countErrors(ListTransactionsResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private static ListTransactionsResponse failed(ErrorCode error) {
        return new ListTransactionsResponse().errorCode(error.code());
    }
}
