package io.ottla.broker.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.metrics.Sample;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShardsTest {
    private static void nothingIsFatal(Thread thread, Throwable cause) {
        throw new AssertionError("in " + thread, cause);
    }

    private static Shards start(int count) {
        return Shards.start(count, 1 << 16, System::currentTimeMillis, ShardsTest::nothingIsFatal);
    }

    @Test
    void thePartitionsOfATopicAreDealtOutEvenlyAndForGood() {
        Shards shards = Shards.withoutThreads(4, 16);

        List<Integer> owners = IntStream.range(0, 8)
                .map(partition -> shards.ownerOf("orders", partition).index())
                .boxed()
                .toList();

        assertThat(owners.subList(0, 4)).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(owners.subList(4, 8)).isEqualTo(owners.subList(0, 4));
        assertThat(Shards.withoutThreads(4, 16).ownerOf("orders", 3).index()).isEqualTo(owners.get(3));
    }

    @Test
    void everyMessageOfManySendersIsDeliveredInEachSendersOrder() throws InterruptedException {
        int senders = 4;
        int messagesEach = 20_000;
        long[] lastSeen = new long[senders];
        AtomicInteger outOfOrder = new AtomicInteger();
        CountDownLatch delivered = new CountDownLatch(senders * messagesEach);
        try (Shards shards = start(1)) {
            Shard shard = shards.all().getFirst();
            for (int sender = 0; sender < senders; sender++) {
                int number = sender;
                Thread.ofVirtual().start(() -> {
                    for (int message = 1; message <= messagesEach; message++) {
                        int place = message;
                        while (shard.queuedMessages() > 10_000) {
                            Thread.onSpinWait();
                        }
                        shard.send(turn -> {
                            if (lastSeen[number] != place - 1) {
                                outOfOrder.incrementAndGet();
                            }
                            lastSeen[number] = place;
                            delivered.countDown();
                        });
                    }
                });
            }
            assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(outOfOrder).hasValue(0);
    }

    /** One message at a time, each sent when the last was delivered: the owner is about to sleep every time. */
    @Test
    void noWakeUpIsLost() throws InterruptedException {
        int rounds = 20_000;
        CountDownLatch finished = new CountDownLatch(1);
        try (Shards shards = start(2)) {
            Shard ping = shards.all().get(0);
            Shard pong = shards.all().get(1);
            AtomicLong round = new AtomicLong();
            ping.send(new ShardMessage() {
                @Override
                public void deliver(ShardTurn turn) {
                    if (round.incrementAndGet() == rounds) {
                        finished.countDown();
                    } else {
                        pong.send(reply -> ping.send(this));
                    }
                }
            });
            assertThat(finished.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatABurstFindsTakenIsDoneByWhoHasIt() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (Shards shards = start(1)) {
            Shard shard = shards.all().getFirst();
            shard.send(turn -> {
                taken.countDown();
                await(goOn);
            });
            await(taken);
            SendBurst burst = shards.burst();
            burst.begin();
            shard.send(turn -> done.countDown());
            burst.end();
            goOn.countDown();
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Visitors and the shard's own thread take turns in disorder; each message still finds what the one before it left. */
    @Test
    void oneThreadAtATimeHasAShardHoweverManyVisitIt() throws InterruptedException {
        int senders = 3;
        int messagesEach = 20_000;
        long[] count = new long[1];
        CountDownLatch delivered = new CountDownLatch(senders * messagesEach);
        try (Shards shards = start(1)) {
            Shard shard = shards.all().getFirst();
            for (int sender = 0; sender < senders; sender++) {
                boolean inBursts = sender > 0;
                Thread.ofPlatform().start(() -> {
                    SendBurst burst = shards.burst();
                    for (int message = 0; message < messagesEach; message++) {
                        if (inBursts) {
                            burst.begin();
                        }
                        shard.send(turn -> {
                            count[0]++;
                            delivered.countDown();
                        });
                        if (inBursts) {
                            burst.end();
                        }
                    }
                });
            }
            assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(count[0]).isEqualTo((long) senders * messagesEach);
    }

    @Test
    void aTimerThatAVisitorSetsWakesTheShard() throws InterruptedException {
        CountDownLatch fired = new CountDownLatch(1);
        try (Shards shards = start(1)) {
            SendBurst burst = shards.burst();
            burst.begin();
            shards.all().getFirst().send(turn -> turn.timers().at(turn.nowMs() + 20, nowMs -> fired.countDown()));
            burst.end();
            // Well before the ten seconds after which a shard's thread looks around by itself.
            assertThat(fired.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSleepingShardWakesForItsTimer() throws InterruptedException {
        CountDownLatch fired = new CountDownLatch(1);
        try (Shards shards = start(1)) {
            shards.all().getFirst().send(turn -> turn.timers().at(turn.nowMs() + 20, nowMs -> fired.countDown()));
            assertThat(fired.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingDeliversWhatWasSent() throws InterruptedException {
        AtomicInteger delivered = new AtomicInteger();
        Shards shards = start(2);
        for (int message = 0; message < 1_000; message++) {
            shards.all().get(message % 2).send(turn -> delivered.incrementAndGet());
        }

        shards.close();

        assertThat(delivered).hasValue(1_000);
    }

    @Test
    void whatEscapesFromATurnIsFatalAndWhatStillWaitsIsTold() throws InterruptedException {
        AtomicReference<Throwable> fatal = new AtomicReference<>();
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch bothSent = new CountDownLatch(1);
        try (Shards shards = Shards.start(1, 64, System::currentTimeMillis, (thread, cause) -> fatal.set(cause))) {
            Shard shard = shards.all().getFirst();
            shard.send(turn -> {
                await(bothSent);
                throw new StackOverflowError("not an exception but an error");
            });
            shard.send(new ShardMessage() {
                @Override
                public void deliver(ShardTurn turn) {
                    throw new AssertionError("the shard goes on after a fatal error");
                }

                @Override
                public void failed(Throwable cause) {
                    told.countDown();
                }
            });
            bothSent.countDown();
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(fatal.get()).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void theLengthOfEachInboxIsAMetric() {
        MetricsRegistry metrics = new MetricsRegistry();
        Shards shards = Shards.withoutThreads(2, 16);
        shards.register(metrics);
        shards.all().get(1).send(turn -> {});

        assertThat(metrics.snapshot())
                .extracting(sample -> ((Sample.Level) sample).value())
                .containsExactly(0L, 1L);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
