package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.Controller;
import io.ottla.controller.ControllerEnvironment;
import io.ottla.controller.ControllerSettings;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.AppendNoOp;
import io.ottla.controller.decide.Command;
import io.ottla.controller.decide.Decision;
import io.ottla.controller.decide.DecisionInput;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.storage.disk.FileDisk;
import io.ottla.wire.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The thread, on a real disk. */
@Timeout(60)
final class ControllerThreadTest {
    @TempDir
    private Path folder;

    private Controller open() throws IOException {
        ControllerSettings settings = new ControllerSettings(
                Harness.NODE,
                Harness.CLUSTER_ID,
                Harness.DIRECTORY,
                folder,
                List.of(new ListenerEndpoint("CONTROLLER", "localhost", 9093, (short) 0)),
                List.of(),
                Harness.SESSION_TIMEOUT_MS,
                0,
                ControllerSettings.Log.DEFAULTS,
                ControllerSettings.Snapshots.DEFAULTS);
        ControllerEnvironment virtual = new Harness(1).environment(new FileDisk());
        return ControllerStart.open(
                settings,
                new ControllerEnvironment(
                        virtual.disk(),
                        System::currentTimeMillis,
                        virtual.random(),
                        Runnable::run,
                        virtual.rules(),
                        virtual.onFatal()));
    }

    private static <R> CompletableFuture<R> submit(Controller controller, Command<R> command) {
        CompletableFuture<R> future = new CompletableFuture<>();
        controller.submit(command, new Reply<R>() {
            @Override
            public void done(R reply) {
                future.complete(reply);
            }

            @Override
            public void refused(ApiError error) {
                future.completeExceptionally(new Refused(error));
            }
        });
        return future;
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ApiError error;

        Refused(ApiError error) {
            super(error.toString());
            this.error = error;
        }
    }

    @Test
    void answersEverybody() throws Exception {
        List<CompletableFuture<AppendNoOp.Done>> answers = new ArrayList<>();
        try (Controller controller = open()) {
            long before = controller.image().applied().offset();
            List<Thread> threads = new ArrayList<>();
            for (int index = 0; index < 4; index++) {
                Thread thread = new Thread(() -> {
                    for (int count = 0; count < 500; count++) {
                        CompletableFuture<AppendNoOp.Done> answer = submit(controller, new AppendNoOp());
                        synchronized (answers) {
                            answers.add(answer);
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (CompletableFuture<AppendNoOp.Done> answer : answers) {
                answer.get(30, TimeUnit.SECONDS);
            }
            assertThat(controller.image().applied().offset()).isEqualTo(before + 2_000);
        }
    }

    @Test
    void finishesWhatWasSubmittedBeforeItStops() throws Exception {
        List<CompletableFuture<AppendNoOp.Done>> answers = new ArrayList<>();
        Controller controller = open();
        for (int count = 0; count < 1_000; count++) {
            answers.add(submit(controller, new AppendNoOp()));
        }
        controller.close();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThat(submit(controller, new AppendNoOp()).handle((done, failure) -> ((Refused) failure).error.code()))
                .isCompletedWithValue(ErrorCode.NOT_CONTROLLER);
        controller.close();
    }

    @Test
    void aMistakeInADecisionCostsThatCommandAlone() throws Exception {
        record Mistake() implements Command<String> {
            @Override
            public Decision<String> decide(DecisionInput input) {
                throw new IllegalStateException("a mistake");
            }
        }
        try (Controller controller = open()) {
            CompletableFuture<ErrorCode> refused =
                    submit(controller, new Mistake()).handle((done, failure) -> ((Refused) failure).error.code());

            assertThat(refused.get(30, TimeUnit.SECONDS)).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
            assertThat(submit(controller, new AppendNoOp()).get(30, TimeUnit.SECONDS))
                    .isNotNull();
        }
    }

    @Test
    void whatWasClosedOpensAgain() throws Exception {
        open().close();
        try (Controller controller = open()) {
            assertThat(controller.quorum().leaderEpoch()).isEqualTo(2);
        }
    }
}
