package io.ottla.bench.load;

import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.Compression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Record batches to send: records that look like those of an application, small JSON texts of common words and numbers, so
 * that they compress as such records do. The same seed gives the same bytes.
 */
final class Payload {
    private static final long SEED = 20_260_101;
    private static final int WORDS = 2_000;
    /** How often a batch is made anew with more records until its packed size is near the size asked for. */
    private static final int TRIES = 4;

    private Payload() {}

    /** A batch and how many records are in it. */
    record Batch(ByteBuffer bytes, int records) {}

    /** A batch of {@code records} records of {@code recordBytes} bytes each. */
    static Batch ofRecords(int records, int recordBytes, Compression compression) {
        Random random = new Random(SEED);
        String[] words = words(random);
        BatchBuilder builder = new BatchBuilder().compression(compression);
        long now = System.currentTimeMillis();
        for (int i = 0; i < records; i++) {
            builder.append(now, null, text(random, words, recordBytes));
        }
        return new Batch(builder.build(), records);
    }

    /** A batch of about {@code batchBytes} bytes as they are sent, that is, compressed; and of no more than those. */
    static Batch ofSize(int batchBytes, int recordBytes, Compression compression) {
        int records = Math.max(1, batchBytes / (recordBytes + 16));
        Batch best = ofRecords(records, recordBytes, compression);
        if (compression == Compression.NONE) {
            return best;
        }
        for (int i = 0; i < TRIES; i++) {
            records = Math.max(
                    1, (int) ((long) records * batchBytes / best.bytes().remaining()));
            Batch next = ofRecords(records, recordBytes, compression);
            if (next.bytes().remaining() > batchBytes) {
                records = records * 99 / 100;
                next = ofRecords(Math.max(1, records), recordBytes, compression);
            }
            best = next;
        }
        return best;
    }

    private static String[] words(Random random) {
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            int letters = 3 + random.nextInt(8);
            for (int letter = 0; letter < letters; letter++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
        return words;
    }

    private static byte[] text(Random random, String[] words, int size) {
        StringBuilder text = new StringBuilder(size + 64);
        text.append("{\"id\":").append(random.nextInt(1_000_000_000)).append(",\"text\":\"");
        while (text.length() < size) {
            text.append(words[random.nextInt(WORDS)]).append(' ');
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }
}
