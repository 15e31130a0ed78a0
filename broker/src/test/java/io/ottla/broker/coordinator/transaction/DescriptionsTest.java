package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.ID;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.OLD;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeTransactionsResponse;
import io.ottla.wire.message.DescribeTransactionsResponse.TopicData;
import io.ottla.wire.message.ListTransactionsResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** DescribeTransactions and ListTransactions. */
class DescriptionsTest {
    private static final TransactionFilter ALL =
            new TransactionFilter(Set.of(), Optional.empty(), -1, Optional.empty());

    private final CoordinatorRun run = new CoordinatorRun(2);

    private DescribeTransactionsResponse.TransactionState described() {
        return ((TransactionAnswer.Described) run.ask(new TransactionCommand.Describe(ID))).state();
    }

    private List<String> listed(TransactionFilter filter) {
        return ((TransactionAnswer.Listed) run.ask(new TransactionCommand.ListAll(filter)))
                .states().stream()
                        .map(ListTransactionsResponse.TransactionState::transactionalId)
                        .toList();
    }

    private ProducerIdAndEpoch init(String id) {
        return ((TransactionAnswer.Initialised) run.ask(
                        new TransactionCommand.InitialiseProducer(id, 1_000, Optional.empty(), OptionalLong.empty())))
                .producer();
    }

    @Test
    void aTransactionIsShownWhole() {
        ProducerIdAndEpoch producer = run.ongoing(OLD);
        assertThat(described())
                .isEqualTo(new DescribeTransactionsResponse.TransactionState()
                        .transactionalId(ID)
                        .transactionState("Ongoing")
                        .transactionTimeoutMs(CoordinatorRun.TIMEOUT_MS)
                        .transactionStartTimeMs(run.nowMs)
                        .producerId(producer.id())
                        .producerEpoch(producer.epoch())
                        .topics(List.of(new TopicData().topic("accounts").partitions(List.of(0, 1)))));
    }

    @Test
    void whileItIsBeingEndedTheMissingMarkersAreShown() {
        run.end(run.ongoing(OLD), true, OLD);
        run.answer(run.markers(), P0, ErrorCode.NONE);
        assertThat(described().transactionState()).isEqualTo("PrepareCommit");
        assertThat(described().topics())
                .containsExactly(new TopicData().topic("accounts").partitions(List.of(1)));
    }

    @Test
    void anIdThatIsNotThereIsNotFound() {
        assertThat(run.ask(new TransactionCommand.Describe(ID))).isEqualTo(ErrorCode.TRANSACTIONAL_ID_NOT_FOUND);
    }

    @Test
    void filtersLeaveOut() {
        ProducerIdAndEpoch other = init("other");
        run.ongoing(OLD);

        assertThat(listed(ALL)).containsExactly("other", ID);
        assertThat(listed(new TransactionFilter(Set.of(other.id()), Optional.empty(), -1, Optional.empty())))
                .containsExactly("other");
        assertThat(listed(new TransactionFilter(
                        Set.of(), Optional.of(EnumSet.of(TransactionState.ONGOING)), -1, Optional.empty())))
                .containsExactly(ID);
        assertThat(listed(new TransactionFilter(
                        Set.of(), Optional.of(EnumSet.noneOf(TransactionState.class)), -1, Optional.empty())))
                .isEmpty();
        assertThat(listed(new TransactionFilter(Set.of(), Optional.empty(), -1, Optional.of(Pattern.compile("oth.*")))))
                .containsExactly("other");
        assertThat(listed(new TransactionFilter(Set.of(), Optional.empty(), -1, Optional.of(Pattern.compile("th")))))
                .isEmpty();
    }

    /** An id without a transaction is listed whatever the duration, as by the reference. */
    @Test
    void longTransactionsAreFoundByTheirDuration() {
        init("other");
        run.ongoing(OLD);
        run.nowMs += 500;
        assertThat(listed(new TransactionFilter(Set.of(), Optional.empty(), 499, Optional.empty())))
                .containsExactly("other", ID);
        assertThat(listed(new TransactionFilter(Set.of(), Optional.empty(), 500, Optional.empty())))
                .containsExactly("other");
    }
}
