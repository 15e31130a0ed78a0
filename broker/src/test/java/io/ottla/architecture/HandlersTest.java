package io.ottla.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.wire.api.ApiKey;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A handler is found where its API's name says. */
class HandlersTest {
    private static final String PACKAGE = "io.ottla.broker.api.";
    private static final String SUFFIX = "Handler";

    @Test
    void areNamedForTheirApiAndLiveInAPackageOfThatName() {
        classes()
                .that()
                .implement(ApiHandler.class)
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should(beNamedForTheirApi())
                .check(ProductionClasses.ALL);
    }

    private static ArchCondition<JavaClass> beNamedForTheirApi() {
        return new ArchCondition<>("be <Api>Handler in " + PACKAGE + "<api>") {
            @Override
            public void check(JavaClass handler, ConditionEvents events) {
                boolean fits = Arrays.stream(ApiKey.values())
                        .map(ApiKey::apiName)
                        .anyMatch(api ->
                                handler.getName().equals(PACKAGE + api.toLowerCase(Locale.ROOT) + "." + api + SUFFIX));
                events.add(new SimpleConditionEvent(handler, fits, handler.getName()));
            }
        };
    }
}
