package io.ottla.broker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.apiversions.ApiVersionsHandler;
import io.ottla.broker.api.apiversions.Features;
import io.ottla.broker.api.findcoordinator.NoCoordinators;
import io.ottla.broker.net.FrameClient;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.message.ApiVersionsRequest;
import io.ottla.wire.message.ApiVersionsResponse;
import io.ottla.wire.message.FindCoordinatorRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames whose content is random, or a good request with damage: each is answered or ends its connection, no more. */
@Timeout(120)
class RequestFuzzTest {
    private static final int REQUESTS = 200;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void damagedRequestsHarmNobodyElse(long seed) throws Exception {
        Random random = new Random(seed);
        List<ApiHandler<?, ?>> handlers = new ArrayList<>();
        handlers.add(NoCoordinators.handler());
        handlers.add(new ApiVersionsHandler(
                List.copyOf(handlers), () -> new Features(new TreeMap<>(), new TreeMap<>(), -1)));
        try (DispatchServer server = new DispatchServer(handlers);
                FrameClient good = server.connect()) {
            for (int request = 0; request < REQUESTS; request++) {
                try (FrameClient bad = server.connect()) {
                    sendSome(bad, random);
                }
                if (request % 20 == 0) {
                    good.send(Calls.request(ApiKey.API_VERSIONS, 0, request, new ApiVersionsRequest()));
                    ApiVersionsResponse response =
                            Calls.response(good.read(), ApiKey.API_VERSIONS, 0, request, ApiVersionsResponse::read);
                    assertThat(response.apiKeys()).as("seed %s", seed).hasSize(2);
                }
            }
        }
    }

    private static void sendSome(FrameClient client, Random random) {
        try {
            for (int request = 0; request < 3; request++) {
                client.send(random.nextInt(4) == 0 ? noise(random) : damaged(random));
            }
        } catch (IOException e) {
            // The broker closed it first, as it should.
            assertThat(e).isNotNull();
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] damaged(Random random) {
        int version = random.nextInt(7);
        FindCoordinatorRequest body = new FindCoordinatorRequest();
        if (version < 4) {
            body.key("some key");
        } else {
            body.coordinatorKeys(List.of("one", "two", "three"));
        }
        byte[] bytes = Calls.request(ApiKey.FIND_COORDINATOR, version, random.nextInt(), body);
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
