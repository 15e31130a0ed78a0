/**
 * Groups in which the coordinator assigns partitions to members (KIP-848).
 *
 * <p>All a group needs is in its records: its epoch, what each member asked for, the target assignment, and how far each
 * member has come towards it. A heartbeat may do three things, each only when it is due: change what the member asks for and
 * with it raise the group's epoch; compute a new target for the group's epoch; bring the member one step closer to its target.
 *
 * <pre>
 *   what members ask for ──► group epoch ──► target assignment ──► current assignment of each member
 *   topics of the cluster ─────┘              (assignor)            (reconciliation)
 * </pre>
 *
 * <p>A partition is given to a member only once its former owner no longer reports it, or is gone. Members that still speak the
 * classic protocol live in the same group: to them a step of reconciliation is a rebalance (JoinGroup, SyncGroup).
 */
package io.ottla.broker.coordinator.group.consumer;
