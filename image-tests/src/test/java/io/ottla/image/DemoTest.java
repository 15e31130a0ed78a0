package io.ottla.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.TargetKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/** The image has the demo, and all that its clients need. */
@Cell(client = "Container engine", target = TargetKind.OTTLA, image = Engine.IMAGE)
class DemoTest {
    private static final Duration AT_MOST = Duration.ofSeconds(100);

    @Test
    @DisplayName("play the demo on a broker of its own")
    void theDemoEndsWell() {
        try (GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(Engine.IMAGE))) {
            container
                    .withCommand("ottla", "demo", "--matches", "2", "--overs", "2", "--balls-a-second", "0")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(AT_MOST))
                    .start();
            assertThat(container.getLogs())
                    .contains("ok      the replay from offset 0 gives the same scores")
                    .doesNotContain("BROKEN");
        }
    }
}
