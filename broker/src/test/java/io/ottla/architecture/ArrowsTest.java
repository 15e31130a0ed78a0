package io.ottla.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know of whom. */
class ArrowsTest {
    private static final String BROKER = "io.ottla.broker.";

    /** {@code wire <- storage <- controller <- broker}. */
    @ParameterizedTest
    @CsvSource({
        "wire, storage",
        "wire, controller",
        "wire, broker",
        "storage, controller",
        "storage, broker",
        "controller, broker"
    })
    void modulesPointOneWay(String lower, String upper) {
        check("io.ottla." + lower + "..", "io.ottla." + upper + "..");
    }

    @ParameterizedTest
    @CsvSource({
        "metrics, net",
        "metrics, shard",
        "metrics, dispatch",
        "metrics, partition",
        "metrics, api",
        "net, dispatch",
        "net, shard",
        "net, partition",
        "net, api",
        "shard, net",
        "shard, dispatch",
        "shard, partition",
        "shard, api",
        "dispatch, partition",
        "dispatch, shard",
        "dispatch, api",
        "partition, net",
        "partition, api",
        "metadata, api",
        "config, net",
        "config, api"
    })
    void partsOfTheBrokerPointOneWay(String lower, String upper) {
        check(BROKER + lower + "..", BROKER + upper + "..");
    }

    /** Only the network layer knows what it is made of; nobody knows the reference's code. */
    @ParameterizedTest
    @CsvSource({"io.netty.., io.ottla.broker.net..", "org.apache.kafka.., nobody"})
    void librariesStayWhereTheyBelong(String library, String allowed) {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
        rule.check(ProductionClasses.ALL);
    }

    private static void check(String lower, String upper) {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(lower)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(upper)
                .allowEmptyShould(false);
        rule.check(ProductionClasses.ALL);
    }
}
