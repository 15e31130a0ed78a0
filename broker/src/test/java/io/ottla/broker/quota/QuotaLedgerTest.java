package io.ottla.broker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.quota.QuotaLedger.Kind;
import org.junit.jupiter.api.Test;

class QuotaLedgerTest {
    private static final long START_MS = 1_000_000;
    private static final QuotaWindow WINDOW = new QuotaWindow(11, 1_000);
    private static final Limit LIMIT = new Limit(new Holder("u", ""), 100);

    private final QuotaLedger ledger = new QuotaLedger(WINDOW);

    @Test
    void whatIsTooMuchIsWaitedFor() {
        assertThat(ledger.charge(Kind.PRODUCED, LIMIT, 1_000, START_MS)).isZero();
        assertThat(ledger.charge(Kind.PRODUCED, LIMIT, 1_000, START_MS)).isEqualTo(10_000);
        assertThat(ledger.charge(Kind.PRODUCED, LIMIT, 0, START_MS + 5_000)).isEqualTo(10_000);
        assertThat(ledger.charge(Kind.PRODUCED, LIMIT, 0, START_MS + 15_000)).isZero();
    }

    @Test
    void whatCanBeTakenBackIsNotCharged() {
        assertThat(ledger.chargeIfWithin(Kind.FETCHED, LIMIT, 900, START_MS)).isZero();
        assertThat(ledger.chargeIfWithin(Kind.FETCHED, LIMIT, 200, START_MS)).isEqualTo(1_000);
        assertThat(ledger.chargeIfWithin(Kind.FETCHED, LIMIT, 100, START_MS)).isZero();
    }

    @Test
    void kindsAndHoldersAreKeptApart() {
        Limit other = new Limit(new Holder("u", "c"), 100);
        ledger.charge(Kind.PRODUCED, LIMIT, 5_000, START_MS);

        assertThat(ledger.charge(Kind.FETCHED, LIMIT, 1_000, START_MS)).isZero();
        assertThat(ledger.charge(Kind.PRODUCED, other, 1_000, START_MS)).isZero();
    }

    @Test
    void aLimitThatChangesHoldsForWhatWasUsedBefore() {
        ledger.charge(Kind.PRODUCED, LIMIT, 1_000, START_MS);

        assertThat(ledger.charge(Kind.PRODUCED, new Limit(LIMIT.holder(), 50), 0, START_MS))
                .isEqualTo(10_000);
    }

    @Test
    void thoseWhoAreGoneAreForgotten() {
        for (int client = 0; client < 1_000; client++) {
            ledger.charge(Kind.PRODUCED, new Limit(new Holder("", "c" + client), 100), 1, START_MS + client);
        }
        assertThat(ledger.size()).isEqualTo(1_000);

        ledger.charge(Kind.PRODUCED, LIMIT, 1, START_MS + 1_000 + WINDOW.totalMs());
        assertThat(ledger.size()).isEqualTo(1);
    }
}
