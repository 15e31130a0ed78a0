package io.ottla.broker.api.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trap 38, and KIP-227 from end to end. */
class FetchSessionTest {
    private final SimulatedBroker broker = SimulatedBroker.start(3);
    private final Requests requests = new Requests(broker);

    @Test
    void trap38_aSessionIsOpenedUsedAndClosed() {
        broker.createTopic("topic", 3);
        FetchResponse opened = fetch(open());
        assertThat(opened.sessionId()).isPositive();
        assertThat(opened.responses().getFirst().partitions()).hasSize(3);

        requests.appendAll("topic", 2, "a");
        FetchResponse news = fetch(next(opened.sessionId(), 1));
        assertThat(news.sessionId()).isEqualTo(opened.sessionId());
        assertThat(news.responses().getFirst().partitions())
                .singleElement()
                .satisfies(partition ->
                        assertThat(Records.values(partition.records())).containsExactly("0:a"));

        fetch(new FetchRequest().sessionId(opened.sessionId()).sessionEpoch(-1).maxBytes(1_000));
        assertThat(ErrorCode.forCode(fetch(next(opened.sessionId(), 2)).errorCode()))
                .isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
    }

    @Test
    void aWrongEpochIsRefusedAsAWhole() {
        broker.createTopic("topic", 3);
        int session = fetch(open()).sessionId();

        FetchResponse response = fetch(next(session, 5));

        assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
        assertThat(response.responses()).isEmpty();
    }

    @Test
    void aWaitingSessionIsWokenByWhatItHasNotNamedAgain() {
        broker.createTopic("topic", 3);
        int session = fetch(open()).sessionId();
        var waiting = requests.sendFetch(next(session, 1).maxWaitMs(500));
        broker.settle();
        assertThat(waiting.isAnswered()).isFalse();

        requests.appendAll("topic", 1, "a");

        assertThat(waiting.response().responses().getFirst().partitions())
                .singleElement()
                .satisfies(partition -> assertThat(partition.partitionIndex()).isEqualTo(1));
    }

    @Test
    void trap14_aSessionLearnsThatItsTopicIsGone() {
        Uuid id = broker.createTopic("topic", 1);
        FetchRequest request = Requests.fetchRequest("", Requests.at(0, 0)).sessionEpoch(0);
        request.topics().getFirst().topicId(id);
        int session = broker.call(requests.fetch, 13, request).sessionId();

        broker.deleteTopic(id);
        FetchResponse response = broker.call(requests.fetch, 13, next(session, 1));

        assertThat(ErrorCode.forCode(Requests.only(response).errorCode()))
                .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(response.responses().getFirst().topicId()).isEqualTo(id);
    }

    @Test
    void trap14_aTopicMadeAnewUnderTheSameNameIsAnother() {
        Uuid id = broker.createTopic("topic", 1);
        FetchRequest request = Requests.fetchRequest("", Requests.at(0, 0)).sessionEpoch(0);
        request.topics().getFirst().topicId(id);
        int session = broker.call(requests.fetch, 13, request).sessionId();
        broker.deleteTopic(id);
        broker.createTopic("topic", 1);

        FetchResponse response = broker.call(requests.fetch, 13, next(session, 1));

        assertThat(ErrorCode.forCode(Requests.only(response).errorCode())).isEqualTo(ErrorCode.INCONSISTENT_TOPIC_ID);
    }

    private FetchResponse fetch(FetchRequest request) {
        return broker.call(requests.fetch, Requests.FETCH, request);
    }

    private static FetchRequest open() {
        return Requests.fetchRequest("topic", Requests.at(0, 0), Requests.at(1, 0), Requests.at(2, 0))
                .sessionEpoch(0);
    }

    private static FetchRequest next(int session, int epoch) {
        return new FetchRequest()
                .sessionId(session)
                .sessionEpoch(epoch)
                .minBytes(1)
                .maxBytes(1 << 20)
                .topics(List.of());
    }
}
