package io.ottla.broker.fetchsession;

import io.ottla.wire.api.ErrorCode;
import java.util.List;

/** What goes back to the client: partitions in the order they are sent; none when {@code error} is set. */
public record FetchAnswer<P extends FetchedPartition>(ErrorCode error, int sessionId, List<P> partitions) {
    static <P extends FetchedPartition> FetchAnswer<P> of(int sessionId, List<P> partitions) {
        return new FetchAnswer<>(ErrorCode.NONE, sessionId, partitions);
    }

    static <P extends FetchedPartition> FetchAnswer<P> failed(ErrorCode error, int sessionId) {
        return new FetchAnswer<>(error, sessionId, List.of());
    }
}
