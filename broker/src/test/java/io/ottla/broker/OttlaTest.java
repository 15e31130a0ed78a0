package io.ottla.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.Settings;
import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.net.FrameClient;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.ApiVersionsRequest;
import io.ottla.wire.message.ApiVersionsResponse;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.MetadataRequest;
import io.ottla.wire.message.MetadataRequest.MetadataRequestTopic;
import io.ottla.wire.message.MetadataResponse;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker inside this JVM, over the wire. */
@Timeout(120)
class OttlaTest {
    private static final int BY_NAME = 12;

    @TempDir
    Path data;

    private static FrameClient connect(Ottla broker) throws IOException {
        Endpoint endpoint = broker.endpoints().getFirst();
        return new FrameClient(new InetSocketAddress(InetAddress.getByName(endpoint.host()), endpoint.port()));
    }

    private static <R> R call(
            FrameClient client, ApiKey key, int version, ApiMessage request, Calls.ResponseReader<R> reader)
            throws IOException {
        client.send(Calls.request(key, version, 1, request));
        return Calls.response(client.read(), key, version, 1, reader);
    }

    private static void createByAsking(FrameClient client, String topic) throws IOException {
        MetadataRequest request = new MetadataRequest().topics(List.of(new MetadataRequestTopic().name(topic)));
        MetadataResponse response = call(client, ApiKey.METADATA, BY_NAME, request, MetadataResponse::read);
        assertThat(response.topics().getFirst().errorCode()).isZero();
    }

    private static long produce(FrameClient client, String topic, String... values) throws IOException {
        ProduceRequest request = new ProduceRequest()
                .acks((short) -1)
                .timeoutMs(30_000)
                .topicData(List.of(new ProduceRequest.TopicProduceData()
                        .name(topic)
                        .partitionData(List.of(new ProduceRequest.PartitionProduceData()
                                .index(0)
                                .records(Records.batch(System.currentTimeMillis(), values))))));
        var partition = call(client, ApiKey.PRODUCE, BY_NAME, request, ProduceResponse::read)
                .responses()
                .getFirst()
                .partitionResponses()
                .getFirst();
        assertThat(partition.errorCode()).isZero();
        return partition.baseOffset();
    }

    private static List<String> fetch(FrameClient client, String topic) throws IOException {
        FetchRequest request = new FetchRequest()
                .maxWaitMs(10_000)
                .minBytes(1)
                .maxBytes(1 << 24)
                .topics(List.of(new FetchRequest.FetchTopic()
                        .topic(topic)
                        .partitions(List.of(new FetchRequest.FetchPartition()
                                .partition(0)
                                .fetchOffset(0)
                                .partitionMaxBytes(1 << 24)))));
        FetchResponse response = call(client, ApiKey.FETCH, BY_NAME, request, FetchResponse::read);
        return Records.values(
                response.responses().getFirst().partitions().getFirst().records());
    }

    @Test
    void whatIsProducedIsFetchedAndSurvivesARestart() throws Exception {
        String large = "x".repeat(500_000);
        Settings settings = Settings.builder().listen("127.0.0.1", 0).data(data).build();
        try (Ottla broker = Ottla.start(settings);
                FrameClient client = connect(broker)) {
            createByAsking(client, "t");
            assertThat(produce(client, "t", "a", "b")).isZero();
            assertThat(produce(client, "t", large)).isEqualTo(2);
            assertThat(fetch(client, "t")).containsExactly("0:a", "1:b", "2:" + large);
        }
        try (Ottla broker = Ottla.start(settings);
                FrameClient client = connect(broker)) {
            assertThat(fetch(client, "t")).containsExactly("0:a", "1:b", "2:" + large);
            assertThat(produce(client, "t", "c")).isEqualTo(3);
        }
    }

    @Test
    void severalRunSideBySideAndKnowNothingOfEachOther() throws Exception {
        try (Ottla one = Ottla.start();
                Ottla other = Ottla.start();
                FrameClient toOne = connect(one);
                FrameClient toOther = connect(other)) {
            assertThat(one.bootstrapServers()).isNotEqualTo(other.bootstrapServers());
            createByAsking(toOne, "t");
            produce(toOne, "t", "only here");
            MetadataResponse response =
                    call(toOther, ApiKey.METADATA, BY_NAME, new MetadataRequest().topics(null), MetadataResponse::read);
            assertThat(response.topics()).isEmpty();
        }
    }

    @Test
    void onEveryAddressClientsAreSentWhereTheyCame() throws Exception {
        Settings settings = Settings.builder().listen("", 0).data(data).build();
        try (Ottla broker = Ottla.start(settings);
                FrameClient client = connect(broker)) {
            InetSocketAddress reached = (InetSocketAddress) client.socket().getRemoteSocketAddress();
            assertThat(onlyNode(client))
                    .isEqualTo(new Endpoint(reached.getAddress().getHostAddress(), reached.getPort()));
        }
    }

    @Test
    void clientsAreSentToTheHostThatIsListenedOn() throws Exception {
        Settings settings = Settings.builder().listen("localhost", 0).data(data).build();
        try (Ottla broker = Ottla.start(settings);
                FrameClient client = connect(broker)) {
            assertThat(onlyNode(client))
                    .isEqualTo(new Endpoint("localhost", client.socket().getPort()));
        }
    }

    private static Endpoint onlyNode(FrameClient client) throws IOException {
        MetadataRequest request = new MetadataRequest().topics(List.of());
        MetadataResponse response = call(client, ApiKey.METADATA, BY_NAME, request, MetadataResponse::read);
        assertThat(response.brokers()).hasSize(1);
        return new Endpoint(
                response.brokers().getFirst().host(),
                response.brokers().getFirst().port());
    }

    @Test
    void whatIsAdvertisedHasAHandlerThatReadsItsVersions() throws Exception {
        try (Ottla broker = Ottla.start();
                FrameClient client = connect(broker)) {
            ApiVersionsResponse response =
                    call(client, ApiKey.API_VERSIONS, 0, new ApiVersionsRequest(), ApiVersionsResponse::read);
            assertThat(response.apiKeys()).hasSizeGreaterThan(15).allSatisfy(api -> {
                ApiKey key = ApiKey.find(api.apiKey());
                assertThat(key.onBroker()).as(key.apiName()).isTrue();
                assertThat(api.maxVersion()).isEqualTo((short) key.versions().highest());
            });
        }
    }

    @Test
    void closingTwiceIsClosingOnceAndThePortIsFreeAgain() throws Exception {
        Ottla broker = Ottla.start();
        int port = broker.endpoints().getFirst().port();
        broker.close();
        broker.close();
        Settings samePort =
                Settings.builder().listen("localhost", port).temporaryData().build();
        try (Ottla next = Ottla.start(samePort)) {
            assertThat(next.endpoints().getFirst().port()).isEqualTo(port);
        }
    }
}
