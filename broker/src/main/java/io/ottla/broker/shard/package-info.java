/**
 * Shards: the owners of partitions and of everything that lives on them. A shard has one inbox, and one owner at a time: its
 * own thread, or an I/O loop that found it free. Whoever
 * wants something of a partition sends a {@link io.ottla.broker.shard.ShardMessage} to the shard that owns it and never
 * touches the partition itself, so what a shard owns needs no lock.
 *
 * <pre>
 *   I/O loops ──┐                    ┌───────────────── one turn ─────────────────┐
 *   other shards├─► inbox (MPSC) ──► │ deliver a burst │ fire due timers │ end of │ ──► replies
 *   background ─┘                    │ of messages     │                 │ burst  │
 *                                    └────────────────────────────────────────────┘
 * </pre>
 *
 * <p>The inbox is drained in bursts. What is cheaper for many than for one (a gathering write, moving a high watermark,
 * waking readers) is put off to the end of the burst with {@link io.ottla.broker.shard.ShardTurn#atEndOfBurst}. The more
 * load, the longer the bursts and the lower the cost of each message.
 *
 * <p>{@link io.ottla.broker.shard.Shard} is the loop without a thread or a clock: tests call {@code turn(nowMs)}.
 * {@link io.ottla.broker.shard.ShardThread} drives it for real, on its own thread or on that of who has sent something in a
 * {@link io.ottla.broker.shard.SendBurst}: two hand-overs between threads cost more than a small request.
 */
package io.ottla.broker.shard;
