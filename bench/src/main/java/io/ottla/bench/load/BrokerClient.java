package io.ottla.bench.load;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.Message;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ApiVersionsRequest;
import io.ottla.wire.message.ApiVersionsResponse;
import io.ottla.wire.message.CreatePartitionsRequest;
import io.ottla.wire.message.CreatePartitionsResponse;
import io.ottla.wire.message.CreateTopicsRequest;
import io.ottla.wire.message.CreateTopicsResponse;
import io.ottla.wire.message.DeleteTopicsRequest;
import io.ottla.wire.message.DeleteTopicsResponse;
import io.ottla.wire.message.IncrementalAlterConfigsRequest;
import io.ottla.wire.message.IncrementalAlterConfigsResponse;
import io.ottla.wire.message.ListOffsetsRequest;
import io.ottla.wire.message.ListOffsetsResponse;
import io.ottla.wire.message.MetadataRequest;
import io.ottla.wire.message.MetadataResponse;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Asks a broker one thing after the other: what has to be set up before a load, and looked up after it. */
public final class BrokerClient implements AutoCloseable {
    private static final int ANSWER_WITHIN_MS = 180_000;
    private static final int API_VERSIONS_VERSION = 3;
    private static final int METADATA_VERSION = 12;
    private static final int CREATE_TOPICS_VERSION = 7;
    private static final int DELETE_TOPICS_VERSION = 5;
    private static final int LIST_OFFSETS_VERSION = 7;
    private static final int CREATE_PARTITIONS_VERSION = 3;
    private static final int ALTER_CONFIGS_VERSION = 1;
    private static final int PRODUCE_VERSION = 9;
    private static final byte TOPIC_RESOURCE = 2;
    private static final byte SET = 0;
    private static final short ACKS_ALL = -1;

    /** Both brokers refuse to write more than 10,000 records of metadata for one request. */
    private static final int PARTITIONS_AT_ONCE = 5_000;

    private static final long LATEST = -1;
    private static final long PAUSE_NANOS = 2_000_000;

    private final Socket socket;
    private final Map<Short, Integer> highestVersions = new HashMap<>();

    /** A topic as its broker knows it. */
    public record Topic(String name, Uuid id, int partitions) {}

    public BrokerClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(ANSWER_WITHIN_MS);
        socket.setTcpNoDelay(true);
        ApiVersionsRequest request =
                new ApiVersionsRequest().clientSoftwareName("ottla-bench").clientSoftwareVersion("1");
        ApiVersionsResponse versions =
                ApiVersionsResponse.read(ask(ApiKey.API_VERSIONS, API_VERSIONS_VERSION, request), API_VERSIONS_VERSION);
        check(versions.errorCode(), "ApiVersions");
        versions.apiKeys().forEach(api -> highestVersions.put(api.apiKey(), (int) api.maxVersion()));
    }

    /** The newest version of an API that the broker and this program both speak. */
    int versionOf(ApiKey api) {
        Integer highest = highestVersions.get(api.id());
        if (highest == null) {
            throw new IllegalStateException("the broker does not offer " + api);
        }
        return Math.min(highest, api.versions().highest());
    }

    /** The topic, made first if it is not there; an existing one must have {@code partitions} partitions. */
    public Topic topic(String name, int partitions, Map<String, String> configs) {
        int first = Math.min(partitions, PARTITIONS_AT_ONCE);
        CreateTopicsRequest.CreatableTopic topic = new CreateTopicsRequest.CreatableTopic()
                .name(name)
                .numPartitions(first)
                .replicationFactor((short) 1)
                .configs(configs.entrySet().stream()
                        .map(config -> new CreateTopicsRequest.CreatableTopicConfig()
                                .name(config.getKey())
                                .value(config.getValue()))
                        .toList());
        CreateTopicsRequest request =
                new CreateTopicsRequest().topics(List.of(topic)).timeoutMs(ANSWER_WITHIN_MS);
        short error = CreateTopicsResponse.read(
                        ask(ApiKey.CREATE_TOPICS, CREATE_TOPICS_VERSION, request), CREATE_TOPICS_VERSION)
                .topics()
                .getFirst()
                .errorCode();
        if (error != ErrorCode.TOPIC_ALREADY_EXISTS.code()) {
            check(error, "the creation of " + name);
            for (int made = first; made < partitions; made = Math.min(partitions, made + PARTITIONS_AT_ONCE)) {
                grow(name, Math.min(partitions, made + PARTITIONS_AT_ONCE));
            }
        }
        return awaitLeaders(name, partitions);
    }

    private void grow(String name, int partitions) {
        CreatePartitionsRequest request = new CreatePartitionsRequest()
                .topics(List.of(new CreatePartitionsRequest.CreatePartitionsTopic()
                        .name(name)
                        .count(partitions)
                        .assignments(null)))
                .timeoutMs(ANSWER_WITHIN_MS);
        short error = CreatePartitionsResponse.read(
                        ask(ApiKey.CREATE_PARTITIONS, CREATE_PARTITIONS_VERSION, request), CREATE_PARTITIONS_VERSION)
                .results()
                .getFirst()
                .errorCode();
        check(error, "the growth of " + name);
    }

    /** Sets one config of a topic. */
    public void configure(Topic topic, String key, String value) {
        IncrementalAlterConfigsRequest request = new IncrementalAlterConfigsRequest()
                .resources(List.of(new IncrementalAlterConfigsRequest.AlterConfigsResource()
                        .resourceType(TOPIC_RESOURCE)
                        .resourceName(topic.name())
                        .configs(List.of(new IncrementalAlterConfigsRequest.AlterableConfig()
                                .name(key)
                                .configOperation(SET)
                                .value(value)))));
        short error = IncrementalAlterConfigsResponse.read(
                        ask(ApiKey.INCREMENTAL_ALTER_CONFIGS, ALTER_CONFIGS_VERSION, request), ALTER_CONFIGS_VERSION)
                .responses()
                .getFirst()
                .errorCode();
        check(error, "the change of " + topic.name());
    }

    /** Appends a batch, and waits until it is acknowledged. */
    public void append(Topic topic, int partition, ByteBuffer batch) {
        ProduceRequest request = new ProduceRequest()
                .acks(ACKS_ALL)
                .timeoutMs(ANSWER_WITHIN_MS)
                .topicData(List.of(new ProduceRequest.TopicProduceData()
                        .name(topic.name())
                        .partitionData(List.of(new ProduceRequest.PartitionProduceData()
                                .index(partition)
                                .records(new BufferRecords(batch))))));
        short error = ProduceResponse.read(ask(ApiKey.PRODUCE, PRODUCE_VERSION, request), PRODUCE_VERSION)
                .responses()
                .getFirst()
                .partitionResponses()
                .getFirst()
                .errorCode();
        check(error, "an append to " + topic.name());
    }

    /** Deletes a topic; returns when the broker says that it is gone. */
    public void delete(Topic topic) {
        DeleteTopicsRequest request =
                new DeleteTopicsRequest().topicNames(List.of(topic.name())).timeoutMs(ANSWER_WITHIN_MS);
        short error = DeleteTopicsResponse.read(
                        ask(ApiKey.DELETE_TOPICS, DELETE_TOPICS_VERSION, request), DELETE_TOPICS_VERSION)
                .responses()
                .getFirst()
                .errorCode();
        check(error, "the deletion of " + topic.name());
    }

    /** The end offset of each partition, in their order. */
    public long[] endOffsets(Topic topic) {
        long[] offsets = new long[topic.partitions()];
        ListOffsetsRequest.ListOffsetsTopic wanted = new ListOffsetsRequest.ListOffsetsTopic()
                .name(topic.name())
                .partitions(IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new ListOffsetsRequest.ListOffsetsPartition()
                                .partitionIndex(partition)
                                .timestamp(LATEST))
                        .toList());
        ListOffsetsRequest request = new ListOffsetsRequest().replicaId(-1).topics(List.of(wanted));
        ListOffsetsResponse response =
                ListOffsetsResponse.read(ask(ApiKey.LIST_OFFSETS, LIST_OFFSETS_VERSION, request), LIST_OFFSETS_VERSION);
        response.topics().getFirst().partitions().forEach(partition -> {
            check(partition.errorCode(), "the end offset of " + topic.name());
            offsets[partition.partitionIndex()] = partition.offset();
        });
        return offsets;
    }

    /** Whether each partition answers. A leader that is named may not have heard of it yet. */
    private boolean isServed(Topic topic) {
        try {
            endOffsets(topic);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Waits until each of the topic's partitions has a leader that answers. */
    public Topic awaitLeaders(String name, int partitions) {
        MetadataRequest request =
                new MetadataRequest().topics(List.of(new MetadataRequest.MetadataRequestTopic().name(name)));
        long deadlineNanos = System.nanoTime() + ANSWER_WITHIN_MS * 1_000_000L;
        while (true) {
            MetadataResponse.MetadataResponseTopic found = MetadataResponse.read(
                            ask(ApiKey.METADATA, METADATA_VERSION, request), METADATA_VERSION)
                    .topics()
                    .getFirst();
            boolean led = found.partitions().size() == partitions
                    && found.partitions().stream().allMatch(partition -> partition.leaderId() >= 0);
            Topic topic = new Topic(name, found.topicId(), partitions);
            if (found.errorCode() == ErrorCode.NONE.code() && led && isServed(topic)) {
                return topic;
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException(
                        "of " + name + ", only " + found.partitions().size() + " of " + partitions
                                + " partitions are there and led: " + ErrorCode.forCode(found.errorCode()));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private WireReader ask(ApiKey api, int version, Message request) {
        ByteBuffer frame = Frames.request(api, version, request);
        try {
            byte[] bytes = new byte[frame.remaining()];
            frame.get(bytes);
            socket.getOutputStream().write(bytes);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readInt()];
            in.readFully(answer);
            WireReader body = new WireReader(ByteBuffer.wrap(answer));
            Frames.readHeader(body, api, version);
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException("the broker did not answer " + api, e);
        }
    }

    private static void check(short code, String what) {
        if (code != ErrorCode.NONE.code()) {
            throw new IllegalStateException(what + " failed: " + ErrorCode.forCode(code));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
