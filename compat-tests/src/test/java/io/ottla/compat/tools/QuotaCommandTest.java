package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.tool.ToolResult;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code kafka-configs} for the quotas of users, clients and addresses. */
class QuotaCommandTest extends ToolTest {

    @Test
    void aClientsQuotas() {
        String client = uniqueTopic("client");
        String[] entity = {"--entity-type", "clients", "--entity-name", client};
        assertThat(alter(entity, "--add-config", "producer_byte_rate=1048576,request_percentage=12.5"))
                .containsExactly("Completed updating config for client " + client + ".");
        assertThat(describe(entity))
                .singleElement()
                .asString()
                .startsWith("Quota configs for client-id '" + client + "' are ")
                .contains("producer_byte_rate=1048576.0", "request_percentage=12.5");

        alter(entity, "--delete-config", "producer_byte_rate");
        assertThat(describe(entity))
                .containsExactly("Quota configs for client-id '" + client + "' are request_percentage=12.5");
        alter(entity, "--delete-config", "request_percentage");
        assertThat(describe(entity)).isEmpty();
    }

    @Test
    void aUsersQuotasAndThoseOfTheUsersClients() {
        String user = uniqueTopic("user");
        String[] ofUser = {"--entity-type", "users", "--entity-name", user};
        String[] ofClients = {"--entity-type", "users", "--entity-name", user, "--entity-type", "clients"};
        String[] ofAnyClient = join(ofClients, new String[] {"--entity-default"});
        assertThat(alter(ofUser, "--add-config", "consumer_byte_rate=2097152"))
                .containsExactly("Completed updating config for user " + user + ".");
        alter(ofAnyClient, "--add-config", "consumer_byte_rate=1048576");

        assertThat(describe(ofUser))
                .containsExactly("Quota configs for user-principal '" + user + "' are consumer_byte_rate=2097152.0");
        assertThat(describe(ofClients))
                .containsExactly("Quota configs for user-principal '" + user
                        + "', the default client-id are consumer_byte_rate=1048576.0");

        alter(ofUser, "--delete-config", "consumer_byte_rate");
        alter(ofAnyClient, "--delete-config", "consumer_byte_rate");
        assertThat(describe(ofUser)).isEmpty();
    }

    @Test
    void theRateOfConnectionsFromAnAddress() {
        String[] entity = {"--entity-type", "ips", "--entity-name", "192.0.2.7"};
        alter(entity, "--add-config", "connection_creation_rate=100");
        assertThat(describe(entity))
                .containsExactly("Quota configs for ip '192.0.2.7' are connection_creation_rate=100.0");
        alter(entity, "--delete-config", "connection_creation_rate");
        assertThat(describe(entity)).isEmpty();
    }

    @Test
    void aQuotaOfNothingIsRefused() {
        ToolResult result = run(
                CONFIGS,
                "--alter",
                "--entity-type",
                "clients",
                "--entity-name",
                uniqueTopic("client"),
                "--add-config",
                "producer_byte_rate=0");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.toString()).contains("producer_byte_rate must be greater than 0");
    }

    private List<String> alter(String[] entity, String... change) {
        return succeed(CONFIGS, join(new String[] {"--alter"}, entity, change)).lines();
    }

    private List<String> describe(String[] entity) {
        return succeed(CONFIGS, join(new String[] {"--describe"}, entity)).lines();
    }

    private static String[] join(String[]... parts) {
        return Arrays.stream(parts).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
