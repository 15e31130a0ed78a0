package io.ottla.compat.differential;

import io.ottla.compat.Await;
import io.ottla.compat.badinput.RawConnection;
import io.ottla.compat.badinput.Requests;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.ApiKeys;

/** One of the two brokers, asked on one connection after the other. */
final class Replica implements AutoCloseable {
    static final List<String> CLOSED = List.of("the connection was closed");
    static final List<String> SILENT = List.of("no answer");

    /** What both brokers leave unanswered costs this long. */
    private static final int ANSWER_WITHIN_MS = 1500;

    /** Loading, not available, not the coordinator, the last transaction is not over. */
    private static final Predicate<String> NOT_READY =
            Pattern.compile(".*error_code = (14|15|16|51)").asMatchPredicate();

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Target target;
    private final Map<String, Uuid> ids = new HashMap<>();
    private RawConnection connection;

    Replica(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    /** The answer to a frame, asked again while a coordinator is not ready, as clients do. */
    List<String> askPatiently(ByteBuffer frame) throws IOException {
        long deadlineNanos = System.nanoTime() + SOON.toNanos();
        List<String> lines = ask(frame.duplicate());
        while (lines.stream().anyMatch(NOT_READY) && System.nanoTime() - deadlineNanos < 0) {
            lines = ask(frame.duplicate());
        }
        return lines;
    }

    /** The answer to a frame, as lines, whatever comes of it. */
    List<String> ask(ByteBuffer frame) throws IOException {
        if (connection == null) {
            connection = new RawConnection(target, ANSWER_WITHIN_MS);
        }
        ApiKeys api = ApiKeys.forId(frame.getShort(0));
        short version = frame.getShort(Short.BYTES);
        try {
            connection.sendFrame(frame);
            Optional<ByteBuffer> response = connection.receiveFrame();
            if (response.isPresent()) {
                ByteBuffer body = Requests.body(response.get(), api, version).buffer();
                return FlatResponse.of(body, api, version);
            }
            disconnect();
            return CLOSED;
        } catch (SocketTimeoutException e) {
            disconnect();
            return SILENT;
        }
    }

    /** Waits until topics of these names are known or gone, and remembers their ids. */
    void settle(Collection<String> topics) {
        try (Admin admin = Clients.admin(target)) {
            Await.until(SOON, () -> "the topics " + topics, () -> {
                try {
                    Map<String, TopicDescription> described =
                            Clients.get(admin.describeTopics(topics).allTopicNames());
                    described.forEach((name, topic) -> ids.put(name, topic.topicId()));
                    return true;
                } catch (UnknownTopicOrPartitionException e) {
                    return false;
                }
            });
        }
    }

    /** The frame with the ids that topics of one broker have put in place of those that another gave them. */
    ByteBuffer translated(ByteBuffer frame, Replica recorded) {
        byte[] bytes = new byte[frame.remaining()];
        frame.duplicate().get(bytes);
        ByteBuffer copy = ByteBuffer.wrap(bytes);
        for (int i = 0; i <= bytes.length - 2 * Long.BYTES; i++) {
            Uuid found = new Uuid(copy.getLong(i), copy.getLong(i + Long.BYTES));
            for (Map.Entry<String, Uuid> topic : recorded.ids.entrySet()) {
                if (topic.getValue().equals(found) && ids.containsKey(topic.getKey())) {
                    Uuid here = ids.get(topic.getKey());
                    copy.putLong(i, here.getMostSignificantBits());
                    copy.putLong(i + Long.BYTES, here.getLeastSignificantBits());
                }
            }
        }
        return copy;
    }

    private void disconnect() throws IOException {
        connection.close();
        connection = null;
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            disconnect();
        }
    }
}
