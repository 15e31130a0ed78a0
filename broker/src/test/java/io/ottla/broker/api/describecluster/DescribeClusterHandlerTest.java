package io.ottla.broker.api.describecluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.metadata.AuthorizedOperations;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.broker.metadata.TestCluster;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeClusterRequest;
import io.ottla.wire.message.DescribeClusterResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeClusterHandlerTest {
    private final TestCluster cluster =
            new TestCluster().broker(1, false, "PLAINTEXT").broker(2, true, "PLAINTEXT");

    private DescribeClusterResponse call(int version, DescribeClusterRequest request) {
        DescribeClusterHandler handler = new DescribeClusterHandler(cluster::image, new NodeAddresses(1, Set.of()));
        return Calls.call(handler, version, request, DescribeClusterResponse::read);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void showsTheLiveBrokers(int version) {
        DescribeClusterResponse response = call(version, new DescribeClusterRequest());

        assertThat(response.errorCode()).isZero();
        assertThat(response.clusterId()).isEqualTo(TestCluster.CLUSTER_ID);
        assertThat(response.controllerId()).isEqualTo(1);
        assertThat(response.clusterAuthorizedOperations()).isEqualTo(AuthorizedOperations.NOT_ASKED);
        assertThat(response.brokers()).singleElement().satisfies(broker -> {
            assertThat(broker.brokerId()).isEqualTo(1);
            assertThat(broker.host()).isEqualTo("host1");
            assertThat(broker.port()).isEqualTo(9092);
            assertThat(broker.rack()).isNull();
        });
    }

    @Test
    void fencedBrokersAreShownToThoseWhoAskForThem() {
        assertThat(call(2, new DescribeClusterRequest().includeFencedBrokers(true))
                        .brokers())
                .extracting(broker -> broker.brokerId() + " " + broker.isFenced())
                .containsExactly("1 false", "2 true");
    }

    @Test
    void allowedOperationsAreToldWhereAskedFor() {
        assertThat(call(0, new DescribeClusterRequest().includeClusterAuthorizedOperations(true))
                        .clusterAuthorizedOperations())
                .isEqualTo(AuthorizedOperations.ALL_OF_CLUSTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoAsksForControllersIsAtTheWrongDoor(int version) {
        DescribeClusterResponse response = call(version, new DescribeClusterRequest().endpointType((byte) 2));
        assertThat(response.errorCode()).isEqualTo(ErrorCode.MISMATCHED_ENDPOINT_TYPE.code());
        assertThat(call(version, new DescribeClusterRequest().endpointType((byte) 3))
                        .errorCode())
                .isEqualTo(ErrorCode.UNSUPPORTED_ENDPOINT_TYPE.code());
    }
}
