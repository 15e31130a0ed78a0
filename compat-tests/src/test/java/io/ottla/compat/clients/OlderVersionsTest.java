package io.ottla.compat.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.badinput.RawConnection;
import io.ottla.compat.badinput.Requests;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of requests that today's stock client no longer asks for. */
class OlderVersionsTest extends OnBothTargets {
    @ParameterizedTest
    @ValueSource(shorts = {0, 1, 2})
    void describesTheQuorum(short version) throws IOException {
        DescribeQuorumRequestData request = new DescribeQuorumRequestData()
                .setTopics(List.of(new DescribeQuorumRequestData.TopicData()
                        .setTopicName("__cluster_metadata")
                        .setPartitions(List.of(new DescribeQuorumRequestData.PartitionData().setPartitionIndex(0)))));
        try (RawConnection connection = new RawConnection(target)) {
            connection.sendFrame(Requests.frame(ApiKeys.DESCRIBE_QUORUM, version, request));
            DescribeQuorumResponseData answer = new DescribeQuorumResponseData(
                    Requests.body(connection.receiveFrame().orElseThrow(), ApiKeys.DESCRIBE_QUORUM, version), version);
            DescribeQuorumResponseData.PartitionData partition =
                    answer.topics().getFirst().partitions().getFirst();
            assertThat(partition.leaderId()).isEqualTo(1);
            assertThat(partition.currentVoters()).hasSize(1);
        }
    }
}
