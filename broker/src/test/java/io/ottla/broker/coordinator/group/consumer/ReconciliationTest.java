package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All steps a member may take, one a line. Partitions of one topic are digits; the member is at epoch 3, and its target is of
 * epoch 4, or of 3 where nothing is new. "?" reports nothing.
 */
class ReconciliationTest {
    private static final Uuid TOPIC = new Uuid(1, 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                // state | assigned | revoking | target | target epoch | with others | reported || state | epoch |
                // assigned | revoking
                "STABLE      | 12 | -  | 12  | 3 | -  | ?  | STABLE     | 3 | 12  | -",
                "STABLE      | 12 | -  | 12  | 4 | -  | ?  | STABLE     | 4 | 12  | -",
                "STABLE      | 12 | -  | 123 | 4 | -  | ?  | STABLE     | 4 | 123 | -",
                "STABLE      | 12 | -  | 123 | 4 | 3  | ?  | UNRELEASED | 4 | 12  | -",
                "STABLE      | 12 | -  | 134 | 4 | 3  | 12 | UNREVOKED  | 3 | 1   | 2",
                "STABLE      | 12 | -  | 1   | 4 | -  | ?  | UNREVOKED  | 3 | 1   | 2",
                "STABLE      | 12 | -  | 1   | 4 | -  | 1  | STABLE     | 4 | 1   | -",
                "STABLE      | 12 | -  | 34  | 4 | -  | -  | STABLE     | 4 | 34  | -",
                "STABLE      | -  | -  | 34  | 4 | 34 | -  | UNRELEASED | 4 | -   | -",
                "UNREVOKED   | 1  | 2  | 13  | 4 | -  | ?  | UNREVOKED  | 3 | 1   | 2",
                "UNREVOKED   | 1  | 2  | 13  | 4 | -  | 12 | UNREVOKED  | 3 | 1   | 2",
                "UNREVOKED   | 1  | 2  | 13  | 4 | -  | 1  | STABLE     | 4 | 13  | -",
                "UNREVOKED   | 1  | 2  | 13  | 4 | 3  | 1  | UNRELEASED | 4 | 1   | -",
                "UNREVOKED   | 1  | 2  | 3   | 4 | -  | 1  | UNREVOKED  | 3 | -   | 1",
                "UNREVOKED   | 1  | 2  | 12  | 4 | 2  | 1  | STABLE     | 4 | 12  | -",
                "UNRELEASED  | 1  | -  | 12  | 3 | 2  | ?  | UNRELEASED | 3 | 1   | -",
                "UNRELEASED  | 1  | -  | 12  | 3 | -  | ?  | STABLE     | 3 | 12  | -",
                "UNRELEASED  | 1  | -  | 123 | 3 | 2  | ?  | UNRELEASED | 3 | 13  | -",
                "UNRELEASED  | 1  | -  | 2   | 4 | 2  | ?  | UNREVOKED  | 3 | -   | 1",
                "UNRELEASED  | 1  | -  | 1   | 4 | -  | ?  | STABLE     | 4 | 1   | -",
                "UNKNOWN     | 1  | -  | 12  | 4 | -  | -  | STABLE     | 4 | 12  | -",
                "UNKNOWN     | 1  | -  | 12  | 4 | -  | 1  | fenced     | - | -   | -",
                "UNKNOWN     | 1  | -  | 12  | 4 | -  | ?  | fenced     | - | -   | -",
            })
    void steps(ArgumentsAccessor row) {
        CurrentAssignment current =
                new CurrentAssignment(state(row.getString(0)), 3, 2, held(row.getString(1)), held(row.getString(2)));
        String withOthers = row.getString(5);
        Optional<CurrentAssignment> next = Reconciliation.next(
                current,
                new Reconciliation.Goal(
                        row.getInteger(4), held(row.getString(3)).partitions(), topic -> true),
                new Reconciliation.Situation(
                        (topic, partition) -> withOthers.contains("" + partition), reported(row.getString(6)), false));
        String described = next.map(after -> "%s %d %s %s"
                        .formatted(
                                after.state().name().replace("_PARTITIONS", ""),
                                after.memberEpoch(),
                                digits(after.assigned()),
                                digits(after.revoking())))
                .orElse("fenced - - -");
        assertThat(described)
                .isEqualTo(String.join(" ", row.getString(7), row.getString(8), row.getString(9), row.getString(10)));
        next.ifPresent(after -> {
            boolean isSame = after.equals(current);
            assertThat(after.previousMemberEpoch()).isEqualTo(isSame ? 2 : 3);
        });
    }

    private static MemberState state(String name) {
        return switch (name) {
            case "UNREVOKED", "UNRELEASED" -> MemberState.valueOf(name + "_PARTITIONS");
            default -> MemberState.valueOf(name);
        };
    }

    private static HeldPartitions held(String digits) {
        HeldPartitions.Builder held = new HeldPartitions.Builder();
        digits.chars().filter(Character::isDigit).forEach(digit -> held.put(TOPIC, digit - '0', 1));
        return held.build();
    }

    private static Optional<ReportedPartitions> reported(String digits) {
        if (digits.equals("?")) {
            return Optional.empty();
        }
        List<Integer> partitions = held(digits).of(TOPIC);
        return Optional.of(new ReportedPartitions(
                partitions.isEmpty() ? List.of() : List.of(new ReportedPartitions.OfTopic(TOPIC, partitions))));
    }

    private static String digits(HeldPartitions held) {
        StringBuilder digits = new StringBuilder();
        held.of(TOPIC).forEach(digits::append);
        return digits.isEmpty() ? "-" : digits.toString();
    }
}
