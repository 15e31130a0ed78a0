package io.ottla.broker.api.listtransactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.TransactionBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeTransactionsRequest;
import io.ottla.wire.message.ListTransactionsRequest;
import io.ottla.wire.message.ListTransactionsResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ListTransactions and DescribeTransactions. */
class ListTransactionsTest {
    private final TransactionBroker transactions = new TransactionBroker();

    private ListTransactionsResponse list(int version, ListTransactionsRequest request) {
        return transactions.broker.call(transactions.list, version, request);
    }

    private static List<String> ids(ListTransactionsResponse response) {
        return response.transactionStates().stream()
                .map(state -> state.transactionalId() + " " + state.transactionState() + " " + state.producerId())
                .toList();
    }

    @Test
    void allIdsOfAllCoordinatorsAreListed() {
        transactions.init(5);
        assertThat(ids(list(0, new ListTransactionsRequest()))).containsExactly("transfer Empty 4000");
    }

    @Test
    void filtersAreTakenAtTheirWord() {
        transactions.init(5);
        ListTransactionsResponse response =
                list(0, new ListTransactionsRequest().stateFilters(List.of("Ongoing", "Nonsense")));
        assertThat(response.transactionStates()).isEmpty();
        assertThat(response.unknownStateFilters()).containsExactly("Nonsense");
        assertThat(ids(list(2, new ListTransactionsRequest().transactionalIdPattern("trans.*"))))
                .hasSize(1);
        assertThat(ids(list(2, new ListTransactionsRequest().transactionalIdPattern("rans"))))
                .isEmpty();
        assertThat(ids(list(0, new ListTransactionsRequest().producerIdFilters(List.of(3L)))))
                .isEmpty();
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        ListTransactionsResponse response = list(2, new ListTransactionsRequest().transactionalIdPattern("(("));
        assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(ErrorCode.INVALID_REGULAR_EXPRESSION);
    }

    @Test
    void eachIdIsDescribedInItsPlace() {
        transactions.init(5);
        DescribeTransactionsRequest request =
                new DescribeTransactionsRequest().transactionalIds(List.of("nobody's", "", TransactionBroker.ID));
        assertThat(transactions.broker.call(transactions.describe, 0, request).transactionStates())
                .extracting(state -> state.transactionalId() + " " + ErrorCode.forCode(state.errorCode()) + " "
                        + state.transactionState())
                .containsExactly("nobody's TRANSACTIONAL_ID_NOT_FOUND ", " INVALID_REQUEST ", "transfer NONE Empty");
    }
}
