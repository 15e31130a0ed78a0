package io.ottla.controller;

import io.ottla.controller.decide.DecisionRules;
import io.ottla.storage.disk.Disk;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a controller lives in.
 *
 * @param clockMs the time, in milliseconds since the epoch
 * @param random where ids and placements come from; used by the controller's thread alone
 * @param background runs what touches files but is not urgent: snapshots
 * @param onFatal told, on the controller's thread, when the controller cannot go on: the disk that holds the metadata log
 *     has failed, or the log makes no sense. It has stopped then.
 */
public record ControllerEnvironment(
        Disk disk,
        LongSupplier clockMs,
        RandomGenerator random,
        Executor background,
        DecisionRules rules,
        Consumer<Throwable> onFatal) {}
