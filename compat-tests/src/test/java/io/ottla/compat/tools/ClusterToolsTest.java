package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The tools that look at the cluster: its id, its quorum, its folders, its API versions. */
class ClusterToolsTest extends ToolTest {
    private static final String CLUSTER = "org.apache.kafka.tools.ClusterTool";
    private static final String LOG_DIRS = "org.apache.kafka.tools.LogDirsCommand";
    private static final String API_VERSIONS = "org.apache.kafka.tools.BrokerApiVersionsCommand";

    private String clusterId() {
        try (Admin admin = Clients.admin(target)) {
            return Clients.get(admin.describeCluster().clusterId());
        }
    }

    @Test
    void theClusterTool() {
        assertThat(succeed(CLUSTER, "cluster-id").lines()).containsExactly("Cluster ID: " + clusterId());
        List<String> endpoints = succeed(CLUSTER, "list-endpoints").lines();
        assertThat(endpoints).hasSize(2);
        assertThat(endpoints.get(0).strip().split("\\s+"))
                .containsExactly("ID", "HOST", "PORT", "RACK", "STATE", "ENDPOINT_TYPE");
        String port = Integer.toString(target.settings().port());
        assertThat(endpoints.get(1).strip().split("\\s+"))
                .containsExactly("1", "127.0.0.1", port, "null", "unfenced", "broker");
    }

    @Test
    void theStatusOfTheQuorum() {
        List<String> status = quorum("--status");
        assertThat(status).hasSize(8);
        assertThat(status.get(0)).matches("ClusterId: +" + clusterId());
        assertThat(status.get(1)).matches("LeaderId: +1");
        assertThat(status.get(2)).matches("LeaderEpoch: +[1-9][0-9]*");
        assertThat(status.get(3)).matches("HighWatermark: +[1-9][0-9]*");
        assertThat(status.get(4)).matches("MaxFollowerLag: +0");
        assertThat(status.get(5)).matches("MaxFollowerLagTimeMs: +0");
        assertThat(status.get(6)).matches("CurrentVoters: +\\[\\{\"id\": 1[,}].*\\]");
        assertThat(status.get(7)).matches("CurrentObservers: +\\[\\]");
    }

    @Test
    void theReplicationOfTheQuorum() {
        List<String> replication = quorum("--replication");
        assertThat(replication).hasSize(2);
        assertThat(replication.get(0).strip().split("\\s+"))
                .containsExactly(
                        "NodeId",
                        "DirectoryId",
                        "LogEndOffset",
                        "Lag",
                        "LastFetchTimestamp",
                        "LastCaughtUpTimestamp",
                        "Status");
        assertThat(replication.get(1).strip())
                .matches("1\\s+[A-Za-z0-9_-]{22}\\s+[1-9][0-9]*\\s+0\\s+[0-9]{13}\\s+[0-9]{13}\\s+Leader");
    }

    @Test
    void theFoldersAndTheSizesOfPartitions() {
        String topic = uniqueTopic("folders");
        Clients.createTopic(target, topic, 1, Map.of());
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            producer.send(new ProducerRecord<>(topic, 0, 1L, "key", "value"));
        }
        List<String> lines = lines(LOG_DIRS, "--describe", "--broker-list", "1", "--topic-list", topic);
        assertThat(lines)
                .containsExactly(
                        "Querying brokers for log directories information",
                        "Received log directory information from brokers 1",
                        ("{\"brokers\":[{\"broker\":1,\"logDirs\":[{\"partitions\":[{\"partition\":\"%s-0\",\"size\":76,"
                                        + "\"offsetLag\":0,\"isFuture\":false}],\"error\":null,\"logDir\":\"%s\"}]}],"
                                        + "\"version\":1}")
                                .formatted(topic, target.dataFolder()));
    }

    /** What is advertised is what works; for what is advertised, the versions are the reference's. */
    @Test
    void theVersionsOfEveryApi() {
        List<String> lines = lines(API_VERSIONS);
        assertThat(lines.getFirst()).isEqualTo(target.bootstrap() + " (id: 1 rack: null isFenced: false) -> (");
        List<String> apis = lines.stream()
                .filter(line -> line.startsWith("\t") && !line.contains("UNSUPPORTED"))
                .map(line -> line.strip().replaceAll(" \\[usable.*", ""))
                .toList();
        assertThat(apis).containsAll(ServedApis.REQUIRED);
        assertThat(apis).isSubsetOf(ServedApis.REFERENCE);
    }

    /** This tool wants the address before the word that says what to do. */
    private List<String> quorum(String what) {
        ToolResult result = ReferenceTool.run(
                "org.apache.kafka.tools.MetadataQuorumCommand",
                List.of("--bootstrap-server", target.bootstrap(), "describe", what));
        assertThat(result.exitCode()).as(result::toString).isZero();
        return result.lines();
    }

    private List<String> lines(String tool, String... arguments) {
        return succeed(tool, arguments).lines();
    }
}
