package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.broker.coordinator.group.classic.ClassicMember.Identity;
import io.ottla.broker.coordinator.group.classic.ClassicMember.Timeouts;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which protocol members agree on. */
class ProtocolSelectionTest {

    private static String selected(String... preferencesOfMembers) {
        return ProtocolSelection.select(roster(preferencesOfMembers));
    }

    private static Roster roster(String... preferencesOfMembers) {
        Roster roster = Roster.EMPTY;
        for (String preferences : preferencesOfMembers) {
            roster = roster.with(ClassicMember.idle(
                    new Identity("m" + roster.size(), Optional.empty(), "c", "/h"),
                    new Timeouts(1, 1),
                    Arrays.stream(preferences.split(" "))
                            .map(name -> new MemberProtocol(name, Bytes.EMPTY))
                            .toList(),
                    Bytes.EMPTY));
        }
        return roster;
    }

    @Test
    void theFavouriteOfOne() {
        assertThat(selected("sticky range")).isEqualTo("sticky");
    }

    @Test
    void theFavouriteOfMost() {
        assertThat(selected("range sticky", "sticky range", "sticky range")).isEqualTo("sticky");
    }

    @Test
    void onlyAmongThoseThatAllKnow() {
        assertThat(selected("sticky range", "sticky range", "range")).isEqualTo("range");
        assertThat(selected("a b c", "b c", "c b", "c b d")).isEqualTo("b");
    }

    @Test
    void aTieGoesByTheAlphabet() {
        assertThat(selected("range sticky", "sticky range")).isEqualTo("range");
        assertThat(selected("sticky range", "range sticky")).isEqualTo("range");
    }

    @Test
    void thereIsNoneWithoutMembersOrWithoutOneInCommon() {
        assertThatThrownBy(() -> selected()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> selected("a", "b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsInCommonFollowsComingAndGoing() {
        Roster roster = roster("a b", "b c", "b");
        assertThat(roster.commonProtocols()).containsExactly("b");
        assertThat(roster.without("m2").without("m1").commonProtocols()).containsExactly("a", "b");
        assertThat(Roster.EMPTY.allKnow("anything")).isTrue();
    }
}
