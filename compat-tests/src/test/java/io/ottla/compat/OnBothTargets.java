package io.ottla.compat;

import io.ottla.compat.process.Target;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test class that runs once on each target. The brokers are shared by all such classes: a test works on topics of its
 * own, and leaves the broker's own settings as it found them.
 */
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(SelectedTargets.class)
public abstract class OnBothTargets {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Parameter
    protected Target target;

    /** A topic name no other test uses. */
    protected static String uniqueTopic(String meaning) {
        return meaning + "-" + COUNTER.incrementAndGet();
    }
}
