package io.ottla.broker.api.listconfigresources;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.DecidingController;
import io.ottla.broker.dispatch.Calls;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ListConfigResourcesRequest;
import io.ottla.wire.message.ListConfigResourcesResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListConfigResourcesTest {

    private final DecidingController controller = new DecidingController(BrokerConfigs.of(Map.of()));
    private final ListConfigResourcesHandler handler = new ListConfigResourcesHandler(controller::image);

    ListConfigResourcesTest() {
        controller.addTopic("b");
        controller.addTopic("a");
        controller.addBroker(1, "PLAINTEXT");
        controller.addBroker(2, "OTHER");
        controller.addFencedBroker(3);
        controller.set(new ConfigResource(ConfigResource.Type.GROUP, "g"), "consumer.session.timeout.ms", "50000");
        controller.set(new ConfigResource(ConfigResource.Type.CLIENT_METRICS, "m"), "interval.ms", "1000");
    }

    private List<String> list(int version, List<Byte> types) {
        ListConfigResourcesResponse response = Calls.call(
                handler,
                version,
                new ListConfigResourcesRequest().resourceTypes(types),
                ListConfigResourcesResponse::read);
        assertThat(response.errorCode()).isZero();
        return response.configResources().stream()
                .map(resource -> resource.resourceType() + " " + resource.resourceName())
                .toList();
    }

    @Test
    void nothingAskedForMeansAll() {
        assertThat(list(1, List.of())).containsExactlyInAnyOrder("2 a", "2 b", "4 1", "8 1", "16 m", "32 g");
    }

    @Test
    void onlyWhatIsAskedFor() {
        assertThat(list(1, List.of((byte) 2, (byte) 32))).containsExactlyInAnyOrder("2 a", "2 b", "32 g");
    }

    @Test
    void theFirstVersionKnowsSubscriptionsAlone() {
        assertThat(list(0, List.of())).containsExactly("16 m");
    }

    @Test
    void anUnknownKindIsAnError() {
        ListConfigResourcesResponse response = Calls.call(
                handler,
                1,
                new ListConfigResourcesRequest().resourceTypes(List.of((byte) 3)),
                ListConfigResourcesResponse::read);
        assertThat(response.errorCode()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION.code());
        assertThat(response.configResources()).isEmpty();
    }
}
