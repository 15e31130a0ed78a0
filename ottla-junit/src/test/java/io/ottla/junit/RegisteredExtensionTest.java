package io.ottla.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension in a field, for settings that an annotation cannot say. */
class RegisteredExtensionTest {

    @RegisterExtension
    static final OttlaExtension KAFKA = new OttlaExtension()
            .property("message.max.bytes", Integer.toString(1 << 21))
            .topic("orders", 5);

    @Test
    void theBrokerIsAsTheFieldSays(AdminClient admin, @BootstrapServers String address)
            throws ExecutionException, InterruptedException {
        assertThat(address)
                .isEqualTo(KAFKA.bootstrapServers())
                .isEqualTo(KAFKA.broker().bootstrapServers());
        assertThat(admin.describeTopics(List.of("orders"))
                        .allTopicNames()
                        .get()
                        .get("orders")
                        .partitions())
                .hasSize(5);
        assertThat(brokerSetting(admin, "message.max.bytes")).isEqualTo("2097152");
    }

    private static String brokerSetting(Admin admin, String key) throws ExecutionException, InterruptedException {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        return admin.describeConfigs(List.of(broker))
                .all()
                .get()
                .get(broker)
                .get(key)
                .value();
    }
}
