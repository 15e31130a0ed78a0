package io.ottla.applications.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.OneTopic;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A route from a topic to a topic passes everything on, and goes on where it left off. */
class CamelTest extends OnBothTargets {
    private static final Application CAMEL = new Application("camel", "Camel kafka component");
    private static final int RECORDS = 50;

    @Test
    void aRouteGoesFromTopicToTopic() throws Exception {
        CAMEL.check(target, "route from topic to topic, manual commit, restart", () -> {
            OneTopic in = OneTopic.create(target, uniqueTopic("camel"));
            OneTopic out = OneTopic.create(target, in.name() + "-out");
            in.send(values("first"));
            whileRouted(in, out, () -> assertThat(out.committed(RECORDS)).isEqualTo(values("FIRST")));
            in.send(values("second"));
            whileRouted(
                    in,
                    out,
                    () -> assertThat(out.committed(2 * RECORDS).subList(RECORDS, 2 * RECORDS))
                            .isEqualTo(values("SECOND")));
        });
    }

    private void whileRouted(OneTopic in, OneTopic out, Runnable check) throws Exception {
        CamelContext context = started(in.name(), out.name());
        try {
            check.run();
        } finally {
            context.stop();
        }
    }

    private CamelContext started(String in, String out) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:" + in + "?brokers=" + target.bootstrap() + "&groupId=" + in
                                + "&autoOffsetReset=earliest&autoCommitEnable=false&allowManualCommit=true")
                        .process(CamelTest::capitals)
                        .to("kafka:" + out + "?brokers=" + target.bootstrap())
                        .process(CamelTest::commit);
            }
        });
        context.start();
        return context;
    }

    private static void capitals(Exchange exchange) {
        String value = exchange.getMessage().getBody(String.class);
        exchange.getMessage().setBody(value.toUpperCase(Locale.ROOT));
    }

    private static void commit(Exchange exchange) {
        exchange.getMessage()
                .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)
                .commit();
    }

    private static List<String> values(String word) {
        return IntStream.range(0, RECORDS).mapToObj(i -> word + i).toList();
    }
}
