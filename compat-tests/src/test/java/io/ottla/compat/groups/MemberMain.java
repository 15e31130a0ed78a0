package io.ottla.compat.groups;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A member in a process of its own, so that it can be killed. Each event is a line on its standard output, and it goes
 * on when a line on its standard input says that the event was noted down: so events of several processes have one
 * order.
 */
final class MemberMain {
    private static final PrintStream OUT = System.out;

    private MemberMain() {}

    /** Arguments: the member's name, a topic, and client settings as {@code key=value}. */
    public static void main(String[] args) {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, Object> settings = new HashMap<>();
        for (int i = 2; i < args.length; i++) {
            String[] setting = args[i].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            MemberLoop loop = new MemberLoop(args[0], consumer, event -> note(event, in));
            Subscription.to(args[1]).subscribe(consumer, loop);
            while (true) {
                loop.pollOnce();
            }
        }
    }

    private static void note(Event event, BufferedReader in) {
        OUT.println(event.line());
        OUT.flush();
        try {
            if (in.readLine() == null) {
                throw new IllegalStateException("nobody listens any more");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
