package io.ottla.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One connection with the requests in flight on it. One thread sends ({@link #issue}, {@link #flush}), one thread reads
 * ({@link #read}); they may be the same. A request's slot is written by the sender before the request is counted as
 * issued, and used again only after the reader has counted it as answered.
 */
public final class Lane implements AutoCloseable {
    private static final int SMALLEST_INPUT = 64 * 1024;

    private final SocketChannel channel;
    private final Conversation conversation;
    private final RequestRing ring;
    private final Tally tally;
    private final boolean paced;
    private final AtomicLongArray meantToBeSentNanos;
    private final AtomicLong answered = new AtomicLong();

    /** The sender's: requests put into the ring, and bytes written of them. */
    private final AtomicLong issued = new AtomicLong();

    private long writtenBytes;

    /** The reader's: from 0 to its position, what has come in and is not yet a whole answer. */
    private ByteBuffer in = ByteBuffer.allocateDirect(SMALLEST_INPUT);

    private Lane(SocketChannel channel, Conversation conversation, int depth, Tally tally, boolean paced) {
        this.channel = channel;
        this.conversation = conversation;
        this.tally = tally;
        this.paced = paced;
        this.ring = new RequestRing(conversation.request(), depth);
        this.meantToBeSentNanos = new AtomicLongArray(depth);
    }

    /**
     * A lane on a new connection.
     *
     * @param depth how many requests may be in flight
     * @param paced whether a {@link Pacer} sends; else a new request goes out for each that is answered
     */
    public static Lane open(
            InetSocketAddress address, Conversation conversation, int depth, Tally tally, boolean paced) {
        try {
            SocketChannel channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            return new Lane(channel, conversation, depth, tally, paced);
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to " + address, e);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isPaced() {
        return paced;
    }

    boolean isAnswered() {
        return conversation.isAnswered();
    }

    /** Whether one more request may go out. */
    boolean hasRoom() {
        return issued.getPlain() - answered.get() < ring.slots() && !conversation.isFinished();
    }

    boolean isFinished() {
        return conversation.isFinished();
    }

    long inFlight() {
        return issued.get() - answered.get();
    }

    /** Readies the next request; {@link #flush} sends it. */
    void issue(long meantToBeSentAtNanos) {
        long sequence = issued.getPlain();
        conversation.patch(ring.bytes(), ring.slotOf(sequence), sequence);
        meantToBeSentNanos.setPlain((int) (sequence % ring.slots()), meantToBeSentAtNanos);
        issued.setRelease(sequence + 1);
    }

    /** Writes what is issued, as far as the socket takes it; false if something is left. */
    boolean flush() throws IOException {
        long end = issued.getPlain() * ring.requestSize();
        while (writtenBytes < end) {
            ByteBuffer stretch = ring.stretch(writtenBytes, end);
            writtenBytes += channel.write(stretch);
            if (stretch.hasRemaining()) {
                break;
            }
        }
        if (!conversation.isAnswered()) {
            long written = writtenBytes / ring.requestSize();
            for (long sequence = answered.getPlain(); sequence < written; sequence++) {
                conversation.sent(tally);
            }
            answered.setRelease(written);
        }
        return writtenBytes == end;
    }

    /** Takes in what the socket has, and counts the answers in it. */
    void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the broker closed a connection with " + inFlight() + " requests in flight");
        }
        int end = in.position();
        int from = 0;
        long nowNanos = System.nanoTime();
        while (end - from >= Frames.LENGTH_SIZE) {
            int size = in.getInt(from);
            if (end - from - Frames.LENGTH_SIZE < size) {
                makeRoomFor(Frames.LENGTH_SIZE + size, from, end);
                return;
            }
            in.limit(from + Frames.LENGTH_SIZE + size).position(from + Frames.LENGTH_SIZE);
            take(nowNanos);
            in.limit(end);
            from += Frames.LENGTH_SIZE + size;
        }
        in.limit(end).position(from);
        in.compact();
    }

    private void take(long nowNanos) {
        long sequence = answered.getPlain();
        // Pairs with the release in issue: what the sender wrote about this request is seen.
        if (sequence >= issued.getAcquire()) {
            throw new IllegalStateException("an answer to nothing");
        }
        tally.latency(nowNanos - meantToBeSentNanos.getPlain((int) (sequence % ring.slots())));
        conversation.answered(in, sequence, tally);
        answered.setRelease(sequence + 1);
    }

    /** Keeps the piece of an answer that is there, and sees to it that the rest fits behind it. */
    private void makeRoomFor(int frameSize, int from, int end) {
        if (frameSize > in.capacity()) {
            ByteBuffer larger = ByteBuffer.allocateDirect(frameSize + SMALLEST_INPUT);
            larger.put(in.limit(end).position(from));
            in = larger;
        } else if (from > 0) {
            in.limit(end).position(from);
            in.compact();
        } else {
            in.limit(in.capacity()).position(end);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
