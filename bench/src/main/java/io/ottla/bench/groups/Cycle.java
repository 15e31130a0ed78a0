package io.ottla.bench.groups;

import io.ottla.bench.load.Conversation;
import io.ottla.bench.load.Frames;
import io.ottla.bench.load.Tally;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToIntFunction;

/** Sends a list of requests of one size over and over; each is answered with an error code. */
final class Cycle implements Conversation {
    private final ApiKey api;
    private final int version;
    private final List<ByteBuffer> frames;
    private final ToIntFunction<WireReader> errorOf;

    /** Frames of requests in this version; {@code errorOf} reads the error code in the body of an answer. */
    Cycle(ApiKey api, int version, List<ByteBuffer> frames, ToIntFunction<WireReader> errorOf) {
        this.api = api;
        this.version = version;
        this.frames = frames;
        this.errorOf = errorOf;
        if (frames.stream().mapToInt(ByteBuffer::remaining).distinct().count() != 1) {
            throw new IllegalArgumentException("requests of different sizes");
        }
    }

    @Override
    public ByteBuffer request() {
        return frames.getFirst();
    }

    @Override
    public void patch(ByteBuffer bytes, int position, long sequence) {
        ByteBuffer frame = frames.get((int) (sequence % frames.size()));
        bytes.put(position, frame, frame.position(), frame.remaining());
    }

    @Override
    public void answered(ByteBuffer answer, long sequence, Tally tally) {
        WireReader body = new WireReader(answer);
        Frames.readHeader(body, api, version);
        ErrorCode error = ErrorCode.forCode((short) errorOf.applyAsInt(body));
        if (error == ErrorCode.NONE) {
            tally.add(1, 0);
        } else {
            tally.error(api + ": " + error);
        }
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    @Override
    public void sent(Tally tally) {
        throw new IllegalStateException("all requests are answered");
    }

    @Override
    public boolean isFinished() {
        return false;
    }
}
