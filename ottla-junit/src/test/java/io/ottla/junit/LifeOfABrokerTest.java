package io.ottla.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.ottla.broker.Ottla;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** When brokers and clients come and go, seen on test classes that are run from here. */
class LifeOfABrokerTest {

    private static EngineExecutionResults run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                .selectors(selectClass(testClass))
                .execute();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void oneBrokerServesAClassAndIsGoneAfterIt() {
        TwoTests.seen.clear();
        run(TwoTests.class).testEvents().assertStatistics(events -> events.succeeded(2));
        assertThat(TwoTests.seen).hasSize(2);
        assertThat(TwoTests.seen.get(0)).isSameAs(TwoTests.seen.get(1));
        assertThat(isFree(TwoTests.seen.getFirst().endpoints().getFirst().port()))
                .isTrue();
    }

    @Test
    void aClientIsClosedAfterTheTestThatItWasMadeFor() {
        KeepsAProducer.kept = null;
        run(KeepsAProducer.class).testEvents().assertStatistics(events -> events.succeeded(1));
        assertThat(catchThrowable(() -> KeepsAProducer.kept.send(new ProducerRecord<>("t", "late"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFixedPortIsUsed() throws IOException {
        OnAFixedPort.wanted = freePort();
        OnAFixedPort.KAFKA.port(OnAFixedPort.wanted);
        run(OnAFixedPort.class).testEvents().assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void aWrongSettingFailsTheClassAndSaysWhy() {
        run(WithAWrongSetting.class)
                .containerEvents()
                .failed()
                .assertThatEvents()
                .singleElement()
                .satisfies(event -> assertThat(event.toString()).contains("num.partitions"));
    }

    @Test
    void aFieldThatIsNotStaticIsAMistakeThatIsNamed() {
        run(NotStatic.class)
                .testEvents()
                .failed()
                .assertThatEvents()
                .singleElement()
                .satisfies(event -> assertThat(event.toString()).contains("has to be static"));
    }

    /** Disabled for everybody but those who run them from here. */
    @Disabled
    @OttlaTest
    static class TwoTests {
        static List<Ottla> seen = new ArrayList<>();

        @Test
        void first(Ottla broker) {
            seen.add(broker);
        }

        @Test
        void second(Ottla broker) {
            seen.add(broker);
        }
    }

    @Disabled
    @OttlaTest
    static class KeepsAProducer {
        static Producer<String, String> kept;

        @Test
        void keeps(Producer<String, String> producer) {
            kept = producer;
        }
    }

    @Disabled
    static class OnAFixedPort {
        @RegisterExtension
        static final OttlaExtension KAFKA = new OttlaExtension();

        static int wanted;

        @Test
        void isUsed(Ottla broker) {
            assertThat(broker.endpoints().getFirst().port()).isEqualTo(wanted);
            assertThat(isFree(wanted)).isFalse();
        }
    }

    @Disabled
    @OttlaTest(properties = "num.partitions=many")
    static class WithAWrongSetting {
        @Test
        void isNotRun() {
            assertThat(true).isFalse();
        }
    }

    @Disabled
    static class NotStatic {
        @RegisterExtension
        final OttlaExtension kafka = new OttlaExtension();

        @Test
        void isNotServed(Ottla broker) {
            assertThat(broker).isNull();
        }
    }
}
