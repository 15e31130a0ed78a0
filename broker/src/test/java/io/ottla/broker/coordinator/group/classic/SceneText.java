package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.HeartbeatResponse;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.LeaveGroupResponse;
import io.ottla.wire.message.SyncGroupResponse;
import io.ottla.wire.record.group.GroupMetadataValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a scene is written down: short, and with member ids as in {@code a#1}. */
final class SceneText {
    private static final Pattern UUID_TAIL = Pattern.compile("-00000000-0000-0000-0000-0*([0-9a-f]+)");

    private final StringBuilder lines = new StringBuilder();

    void line(long nowMs, String line) {
        lines.append(nowMs).append(' ').append(line).append('\n');
    }

    String take() {
        String taken = lines.toString();
        lines.setLength(0);
        return taken;
    }

    static String shortId(String memberId) {
        return UUID_TAIL.matcher(memberId).replaceAll("#$1");
    }

    /** {@code a#1=x} as the full id and {@code x}. */
    Map<String, String> byMemberId(String assignments) {
        Map<String, String> byId = new LinkedHashMap<>();
        for (String assignment : assignments.split(" ", -1)) {
            int at = assignment.indexOf('=');
            if (at > 0) {
                byId.put(fullId(assignment.substring(0, at)), assignment.substring(at + 1));
            }
        }
        return byId;
    }

    static String fullId(String shortId) {
        int at = shortId.indexOf('#');
        return at < 0
                ? shortId
                : shortId.substring(0, at) + '-' + new UUID(0, Long.parseLong(shortId.substring(at + 1), 16));
    }

    String of(ApiMessage response) {
        return switch (response) {
            case JoinGroupResponse joined -> of(joined);
            case SyncGroupResponse synced ->
                error(synced.errorCode())
                        .orElse("assigned '" + TestMember.text(synced.assignment()) + "' by " + synced.protocolName());
            case HeartbeatResponse beat -> error(beat.errorCode()).orElse("fine");
            case LeaveGroupResponse left ->
                error(left.errorCode())
                        .orElse(
                                left.members().isEmpty()
                                        ? "left"
                                        : left.members().stream()
                                                .map(member -> shortId(member.memberId())
                                                        + ' '
                                                        + error(member.errorCode())
                                                                .orElse("left"))
                                                .collect(Collectors.joining(", ")));
            default -> response.toString();
        };
    }

    private static String of(JoinGroupResponse joined) {
        String id = shortId(joined.memberId());
        return error(joined.errorCode())
                .map(error -> (error + ' ' + id).trim())
                .orElseGet(() -> id
                        + " generation " + joined.generationId()
                        + ' ' + joined.protocolName()
                        + " led by " + shortId(joined.leader())
                        + (joined.skipAssignment() ? ", no assignment needed" : "")
                        + (joined.members().isEmpty()
                                ? ""
                                : joined.members().stream()
                                        .map(member -> shortId(member.memberId()))
                                        .collect(Collectors.joining(" ", ", members ", ""))));
    }

    private static Optional<String> error(short code) {
        return code == ErrorCode.NONE.code()
                ? Optional.empty()
                : Optional.of(ErrorCode.forCode(code).name());
    }

    String of(CoordinatorRecord record) {
        if (record.value().isEmpty()) {
            return "tombstone";
        }
        GroupMetadataValue value = (GroupMetadataValue) record.value().get().message();
        return "generation " + value.generation()
                + ' ' + (value.protocolType().isEmpty() ? "-" : value.protocolType())
                + ' ' + (value.protocol() == null ? "-" : value.protocol())
                + (value.leader() == null ? "" : " led by " + shortId(value.leader()))
                + value.members().stream()
                        .map(member ->
                                ' ' + shortId(member.memberId()) + "='" + TestMember.text(member.assignment()) + '\'')
                        .collect(Collectors.joining());
    }
}
