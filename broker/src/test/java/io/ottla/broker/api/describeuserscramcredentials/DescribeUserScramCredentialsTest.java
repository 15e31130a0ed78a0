package io.ottla.broker.api.describeuserscramcredentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.DecidingController;
import io.ottla.broker.dispatch.Calls;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.wire.message.DescribeUserScramCredentialsRequest;
import io.ottla.wire.message.DescribeUserScramCredentialsRequest.UserName;
import io.ottla.wire.message.DescribeUserScramCredentialsResponse;
import io.ottla.wire.record.metadata.UserScramCredentialRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescribeUserScramCredentialsTest {
    private final DecidingController controller = new DecidingController(BrokerConfigs.of(Map.of()));
    private final DescribeUserScramCredentialsHandler handler =
            new DescribeUserScramCredentialsHandler(controller::image);

    DescribeUserScramCredentialsTest() {
        credential("b", 2, 8192);
        credential("b", 1, 4096);
        credential("a", 1, 5000);
    }

    private void credential(String user, int mechanism, int iterations) {
        controller.apply(new UserScramCredentialRecord()
                .name(user)
                .mechanism((byte) mechanism)
                .iterations(iterations));
    }

    /** By user the error, and mechanisms with their iterations. */
    private List<String> describe(List<String> users) {
        DescribeUserScramCredentialsRequest request = new DescribeUserScramCredentialsRequest()
                .users(
                        users == null
                                ? null
                                : users.stream()
                                        .map(user -> new UserName().name(user))
                                        .toList());
        return Calls.call(handler, 0, request, DescribeUserScramCredentialsResponse::read).results().stream()
                .map(result -> result.user() + " " + result.errorCode()
                        + result.credentialInfos().stream()
                                .map(info -> info.mechanism() + "=" + info.iterations())
                                .toList())
                .toList();
    }

    @Test
    void nobodyNamedMeansAll() {
        assertThat(describe(null)).containsExactly("a 0[1=5000]", "b 0[1=4096, 2=8192]");
        assertThat(describe(List.of())).hasSize(2);
    }

    @Test
    void onlyThoseThatAreNamedOnce() {
        assertThat(describe(Arrays.asList("b", "nobody", "a", "a")))
                .containsExactly("b 0[1=4096, 2=8192]", "nobody 91[]", "a 92[]");
    }
}
