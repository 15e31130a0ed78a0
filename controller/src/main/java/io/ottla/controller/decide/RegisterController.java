package io.ottla.controller.decide;

import io.ottla.controller.image.ControllerRegistration;
import io.ottla.controller.record.VersionedRecord;
import java.util.List;

/** Makes a controller known, or a new start of one that is. The reply says whether there was anything to write. */
public record RegisterController(ControllerRegistration registration) implements Command<Boolean> {

    @Override
    public Decision<Boolean> decide(DecisionInput input) {
        boolean known = registration.equals(input.image().nodes().controllers().get(registration.id()));
        if (known || !input.version().hasControllerRegistration()) {
            return Decision.reply(false);
        }
        return Decision.atomic(List.of(new VersionedRecord(registration.toRecord(), 0)), true);
    }
}
