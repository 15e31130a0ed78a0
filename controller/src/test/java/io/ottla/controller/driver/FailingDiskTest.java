package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.decide.CreateTopics;
import io.ottla.storage.disk.sim.SimulatedDisk.Operation;
import io.ottla.wire.api.ErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk with the metadata log fails: the controller stops, and says so. */
final class FailingDiskTest {

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"WRITE", "FORCE"})
    void stopsWhenTheLogCannotBeWritten(Operation failing) throws Exception {
        Harness harness = new Harness(1).open();
        harness.startBroker();
        harness.disk.inject(
                (operation, path) -> operation == failing ? Optional.of(new IOException("no luck")) : Optional.empty());
        Harness.Answer<List<CreateTopics.Outcome>> answer = harness.submit(Harness.topic("t", 1));
        harness.loop().start();
        harness.loop().close();

        assertThat(answer.error.code()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThat(answer.count).isEqualTo(1);
        assertThat(harness.fatal).hasSize(1);
        assertThat(harness.image().topics().topic("t")).isNull();
        assertThat(harness.submit(Harness.topic("t", 1)).error.code()).isEqualTo(ErrorCode.NOT_CONTROLLER);
    }

    @Test
    void aFullDiskIsAFailureToo() throws Exception {
        Harness harness = new Harness(1).open();
        harness.startBroker();
        harness.disk.limitSpace(1);
        Harness.Answer<List<CreateTopics.Outcome>> answer = harness.submit(Harness.topic("t", 1));
        harness.loop().start();
        harness.loop().close();

        assertThat(answer.error.code()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    }
}
