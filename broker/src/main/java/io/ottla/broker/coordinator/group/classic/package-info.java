/**
 * The classic consumer group protocol, in which members agree among themselves: they join, the coordinator picks a leader and
 * a protocol, the leader sends everyone's assignment with its SyncGroup, and whoever wants a change joins again.
 *
 * <pre>
 *   request, timer ──decider──► GroupDraft: events, wakes, timers ──► Decision
 *                                   │ each event
 *                                   ▼
 *   {@link io.ottla.broker.coordinator.group.classic.ClassicGroup} ──after(event)──► ClassicGroup     (immutable)
 * </pre>
 *
 * <p>A decision often takes several steps, each of which rests on the one before: a member leaves, so a rebalance begins, so
 * its join phase is over at once, so a new leader is needed. A decider takes them on a draft, by the same function that
 * {@link io.ottla.broker.coordinator.group.classic.ClassicGroups#apply} uses afterwards, live and on replay.
 *
 * <p>What the log remembers is the reference's {@code GroupMetadata} record, written when a generation becomes stable, when a
 * group comes to be or becomes empty, and when a static member gets a new id. Who has joined, who waits, and which other
 * protocols a member knows are volatile: after a move of the coordinator, members are asked again.
 */
package io.ottla.broker.coordinator.group.classic;
