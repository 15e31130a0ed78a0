package io.ottla.broker.net;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks for later on an I/O loop. What they throw is logged; Netty would keep it in a future that nobody looks at. */
final class LoopTimers {
    private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);

    private LoopTimers() {}

    static void after(EventLoop loop, long delay, TimeUnit unit, Runnable task) {
        Future<?> unused = loop.schedule(() -> run(task), delay, unit);
    }

    static void every(EventLoop loop, long period, TimeUnit unit, Runnable task) {
        Future<?> unused = loop.scheduleWithFixedDelay(() -> run(task), period, period, unit);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A timed task of an I/O loop failed", e);
        }
    }
}
