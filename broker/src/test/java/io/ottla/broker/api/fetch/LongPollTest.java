package io.ottla.broker.api.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fetch waits until there is enough, wherever it comes from, or until its time is up. */
class LongPollTest {
    private final SimulatedBroker broker = SimulatedBroker.start(3);
    private final Requests requests = new Requests(broker);
    private Uuid topicId;

    @BeforeEach
    void createTopic() {
        topicId = broker.createTopic("topic", 6);
    }

    @Test
    void aFetchIsAnsweredByTheAppendItWaitedFor() {
        Answered<FetchResponse> fetch = waiting(1, 0);
        assertThat(fetch.isAnswered()).isFalse();

        requests.append("topic", 0, Records.batch(broker.nowMs(), "a"));

        assertThat(Records.values(Requests.only(fetch.response()).records())).containsExactly("0:a");
    }

    @Test
    void whenItsTimeIsUpItIsAnsweredWithNothing() {
        Answered<FetchResponse> fetch = waiting(1, 0);

        broker.advance(499);
        assertThat(fetch.isAnswered()).isFalse();
        broker.advance(1);

        FetchResponse.PartitionData partition = Requests.only(fetch.response());
        assertThat(partition.errorCode()).isZero();
        assertThat(partition.highWatermark()).isZero();
        assertThat(partition.records().sizeInBytes()).isZero();
    }

    @Test
    void minBytesAreCountedOverPartitionsOfSeveralShards() {
        int oneBatch = Records.batch(broker.nowMs(), "a").sizeInBytes();
        Answered<FetchResponse> fetch = waiting(3 * oneBatch, 0, 1, 2, 3, 4, 5);

        requests.append("topic", 0, Records.batch(broker.nowMs(), "a"));
        requests.append("topic", 1, Records.batch(broker.nowMs(), "b"));
        assertThat(fetch.isAnswered()).isFalse();
        requests.append("topic", 2, Records.batch(broker.nowMs(), "c"));

        assertThat(fetch.response().responses().getFirst().partitions())
                .extracting(partition -> partition.records().sizeInBytes())
                .containsExactly(oneBatch, oneBatch, oneBatch, 0, 0, 0);
    }

    @Test
    void trap42_whatComesWhileAFetchIsBeingParkedIsNotMissed() {
        Answered<FetchResponse> fetch =
                requests.sendFetch(request(Records.batch(0, "a").sizeInBytes() * 2, 0, 1, 2));
        broker.send(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(1, "topic", 1, Records.batch(broker.nowMs(), "a")));
        broker.send(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(1, "topic", 2, Records.batch(broker.nowMs(), "b")));
        broker.settle();

        assertThat(fetch.isAnswered()).isTrue();
    }

    @Test
    void whenTheBrokerIsToStopItIsAnsweredWithWhatThereIs() {
        Answered<FetchResponse> parked = waiting(1 << 20, 0, 1, 2);
        requests.append("topic", 1, Records.batch(broker.nowMs(), "a"));
        assertThat(parked.isAnswered()).isFalse();

        var told = broker.service.endWaits();
        broker.settle();

        assertThat(told).isDone();
        assertThat(parked.response().responses().getFirst().partitions())
                .extracting(partition -> partition.records().sizeInBytes() > 0)
                .containsExactly(false, true, false);
    }

    @Test
    void noFetchWaitsAnyLongerOnABrokerThatIsToStop() {
        var unused = broker.service.endWaits();
        broker.settle();

        assertThat(waiting(1, 0, 1, 2).isAnswered()).isTrue();
    }

    @Test
    void anErrorIsToldAtOnce() {
        FetchRequest request = request(1, 0, 1);
        request.topics().getFirst().partitions().getLast().fetchOffset(10);

        Answered<FetchResponse> fetch = requests.sendFetch(request);
        broker.settle();

        assertThat(fetch.response()
                        .responses()
                        .getFirst()
                        .partitions()
                        .getLast()
                        .errorCode())
                .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE.code());
    }

    @Test
    void aTopicThatIsDeletedIsToldToWhoWaitsOnIt() {
        Answered<FetchResponse> fetch = waiting(1, 0);

        broker.deleteTopic(topicId);

        assertThat(Requests.only(fetch.response()).errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
    }

    @Test
    void aNewLeaderIsToldToWhoWaits() {
        Answered<FetchResponse> fetch = waiting(1, 0);

        broker.elect(topicId, 0, 2);

        assertThat(Requests.only(fetch.response()).errorCode()).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER.code());
    }

    @Test
    void nothingIsLeftBehindByFetchesThatAreOver() {
        for (int i = 0; i < 10; i++) {
            waiting(1, 0, 1, 2);
        }
        requests.append("topic", 1, Records.batch(broker.nowMs(), "a"));
        broker.advance(1_000);

        broker.shards
                .all()
                .forEach(shard -> assertThat(broker.service
                                .partitions()
                                .tableOf(shard)
                                .waits()
                                .size())
                        .isZero());
    }

    private Answered<FetchResponse> waiting(int minBytes, int... partitions) {
        Answered<FetchResponse> fetch = requests.sendFetch(request(minBytes, partitions));
        broker.settle();
        return fetch;
    }

    private static FetchRequest request(int minBytes, int... partitions) {
        FetchRequest.FetchPartition[] wanted = new FetchRequest.FetchPartition[partitions.length];
        for (int i = 0; i < partitions.length; i++) {
            wanted[i] = Requests.at(partitions[i], 0);
        }
        return Requests.fetchRequest("topic", wanted).minBytes(minBytes).maxWaitMs(500);
    }
}
