package io.ottla.demo.plot;

/** What somebody reports to the {@link Story}. */
public sealed interface DemoEvent {

    /** The broker acknowledged a ball of that match. */
    record Sent(String matchId) implements DemoEvent {}

    /** The broker acknowledged the event that is none. */
    record PoisonSent() implements DemoEvent {}

    /** The member's group gave it so many partitions, instead of those it had. */
    record Assigned(Member member, int partitions) implements DemoEvent {}

    /** The member read an event. */
    record Read(Member member, String key, String value) implements DemoEvent {}

    /** An event could not be dealt with, that many times now, and is to be tried again. */
    record Retried(int attempts) implements DemoEvent {}

    /** An event could not be dealt with, that many times, and was put aside. */
    record DeadLettered(int attempts) implements DemoEvent {}

    /** Somebody cannot go on. */
    record Failed(String who, String why) implements DemoEvent {}
}
