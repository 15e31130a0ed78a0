package io.ottla.controller.decide;

import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.record.metadata.NoOpRecord;
import java.util.List;

/** Writes a record that says nothing, so that those who follow the log see that it lives. */
public record AppendNoOp() implements Command<AppendNoOp.Done> {

    /** It is written. */
    public record Done() {}

    @Override
    public Decision<Done> decide(DecisionInput input) {
        return Decision.atomic(List.of(new VersionedRecord(new NoOpRecord(), 0)), new Done());
    }
}
