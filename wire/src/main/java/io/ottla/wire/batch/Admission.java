package io.ottla.wire.batch;

import io.ottla.wire.api.ErrorCode;
import java.util.List;

/** What becomes of a batch that a client sends, as far as the batch itself is concerned. */
public sealed interface Admission {
    /**
     * The batch may be appended. Its offset, leader epoch and, where the topic asks for it, append time are still to be
     * stamped.
     *
     * @param repacked whether the batch was made anew, in a buffer of its own
     */
    record Admitted(RecordBatch batch, boolean repacked) implements Admission {}

    /**
     * The batch may not be appended.
     *
     * @param faults the records that are to blame, when single ones are: the first {@value #FAULTS_MAX} of them
     */
    record Refused(ErrorCode error, String reason, List<RecordFault> faults) implements Admission {
        /** A batch that unpacks to millions of wrong records must not become as many sentences. */
        static final int FAULTS_MAX = 1_000;

        Refused(ErrorCode error, String reason) {
            this(error, reason, List.of());
        }
    }
}
