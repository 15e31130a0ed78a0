package io.ottla.controller.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of what may follow on what, as it stands in the protocol. */
final class RoleTest {

    @Test
    void followsTheTable() {
        String table = Stream.of(Role.Kind.values())
                .map(kind -> kind + " <- " + kind.predecessors())
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                        UNATTACHED <- [UNATTACHED, PROSPECTIVE, CANDIDATE, LEADER, FOLLOWER, RESIGNED]
                        PROSPECTIVE <- [UNATTACHED, CANDIDATE, FOLLOWER, RESIGNED]
                        CANDIDATE <- [PROSPECTIVE]
                        LEADER <- [CANDIDATE]
                        FOLLOWER <- [UNATTACHED, PROSPECTIVE, CANDIDATE, LEADER, FOLLOWER, RESIGNED]
                        RESIGNED <- [LEADER]""");
    }
}
