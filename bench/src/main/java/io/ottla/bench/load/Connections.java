package io.ottla.bench.load;

import io.ottla.wire.api.ApiKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Opens the connections of a load and deals them out to its threads. */
final class Connections {
    private final LoadOptions options;
    private final BrokerClient client;
    private final BrokerClient.Topic topic;
    private final long[] endOffsets;

    Connections(LoadOptions options, BrokerClient client, BrokerClient.Topic topic, long[] endOffsets) {
        this.options = options;
        this.client = client;
        this.topic = topic;
        this.endOffsets = endOffsets;
    }

    List<Worker> open() throws IOException {
        int count = Math.max(1, options.threads);
        Payload.Batch batch = options.producers > 0 ? options.batch() : null;
        List<Worker> workers = new ArrayList<>();
        for (int worker = 0; worker < count; worker++) {
            Tally produced = new Tally();
            Tally fetched = new Tally();
            List<Lane> lanes = new ArrayList<>();
            for (int i = worker; i < options.producers; i += count) {
                lanes.add(producer(i, batch, produced));
            }
            for (int i = worker; i < options.consumers; i += count) {
                lanes.add(consumer(i, fetched));
            }
            workers.add(new Worker(lanes, produced, fetched, options.rate / count));
        }
        return workers;
    }

    private Lane producer(int index, Payload.Batch batch, Tally tally) {
        Producing producing = new Producing(
                topic, partitionsOf(index, options.producers), batch, options.acks, client.versionOf(ApiKey.PRODUCE));
        return Lane.open(options.address(), producing, options.depth, tally, options.rate > 0);
    }

    private Lane consumer(int index, Tally tally) {
        int[] partitions = options.eachReadsAll
                ? IntStream.range(0, topic.partitions()).toArray()
                : partitionsOf(index, options.consumers);
        long[] positions = new long[partitions.length];
        if (options.fromEnd) {
            for (int i = 0; i < partitions.length; i++) {
                positions[i] = endOffsets[partitions[i]];
            }
        }
        Fetching.Limits limits = new Fetching.Limits(options.fetchBytes, options.fetchWaitMs, 1);
        Fetching fetching =
                new Fetching(topic, partitions, positions, limits, options.atEnd, client.versionOf(ApiKey.FETCH));
        // A partition is asked for again when its answer is there and not before, since only then its position is
        // known.
        int depth = Math.min(options.depth, partitions.length);
        boolean paced = options.rate > 0 && options.producers == 0;
        return Lane.open(options.address(), fetching, depth, tally, paced);
    }

    /**
     * The partitions of connection {@code index} of {@code connections}: dealt out evenly; where there are more connections
     * than partitions, several share one.
     */
    int[] partitionsOf(int index, int connections) {
        return partitionsOf(index, connections, topic.partitions());
    }

    static int[] partitionsOf(int index, int connections, int partitions) {
        if (connections >= partitions) {
            return new int[] {index % partitions};
        }
        return IntStream.range(0, partitions)
                .filter(partition -> partition % connections == index)
                .toArray();
    }
}
