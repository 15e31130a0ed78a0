package io.ottla.broker.coordinator.group.classic;

/** What parked requests go by. Ids may hold any character, so the group's is written with its length. */
final class WaiterKeys {
    private WaiterKeys() {}

    static String join(String groupId, String memberId) {
        return "join " + groupId.length() + ' ' + groupId + ' ' + memberId;
    }

    static String sync(String groupId, String memberId) {
        return "sync " + groupId.length() + ' ' + groupId + ' ' + memberId;
    }
}
