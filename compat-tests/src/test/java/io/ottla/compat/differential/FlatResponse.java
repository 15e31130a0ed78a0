package io.ottla.compat.differential;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;
import org.apache.kafka.common.record.internal.MemoryRecords;

/**
 * A response as lines, {@code path = value}, without what two brokers need not agree on. The entries of an array are
 * sorted, since hardly any has an order that means something.
 */
final class FlatResponse {
    /** Fields that are chance, or the broker's own: addresses, ids it made up, its clock, its words, its disk. */
    private static final Set<String> OWN = Set.of(
            "throttle_time_ms",
            "host",
            "port",
            "cluster_id",
            "error_message",
            "member_id",
            "leader",
            "session_id",
            "producer_id",
            "last_timestamp",
            "transaction_start_time_ms",
            "last_fetch_timestamp",
            "last_caught_up_timestamp",
            "log_end_offset",
            "log_dir",
            "partition_size",
            "total_bytes",
            "usable_bytes",
            "documentation",
            "replica_directory_id");

    private FlatResponse() {}

    /** The lines of a response's body. */
    static List<String> of(ByteBuffer body, ApiKeys api, short version) {
        Schema schema = api.messageType.responseSchemas()[version];
        List<String> lines = new ArrayList<>();
        flatten("", schema.read(body), lines);
        if (body.hasRemaining()) {
            lines.add("bytes behind the end = " + body.remaining());
        }
        return lines;
    }

    private static void flatten(String path, Object value, List<String> lines) {
        switch (value) {
            case Struct struct -> {
                for (BoundField field : struct.schema().fields()) {
                    if (!isOwn(field, struct)) {
                        flatten(path + "." + field.def.name, struct.get(field), lines);
                    }
                }
            }
            case Object[] array -> flattenArray(path, array, lines);
            case Map<?, ?> tagged -> tagged.forEach((tag, content) -> flatten(path + "." + tag, content, lines));
            case ByteBuffer bytes -> lines.add(path + " = " + hex(bytes));
            case MemoryRecords records -> lines.add(path + " = " + hex(records.buffer()));
            case Uuid id -> lines.add(path + " = " + (id.equals(Uuid.ZERO_UUID) ? "no id" : "an id"));
            case null -> lines.add(path + " = null");
            default -> lines.add(path + " = " + value);
        }
    }

    private static boolean isOwn(BoundField field, Struct struct) {
        // A leader is a member's id in one place, and a node in the others.
        boolean isNode = field.def.name.equals("leader") && !(struct.get(field) instanceof String);
        return OWN.contains(field.def.name) && !isNode;
    }

    private static void flattenArray(String path, Object[] array, List<String> lines) {
        List<List<String>> entries = new ArrayList<>();
        for (Object entry : array) {
            List<String> itsLines = new ArrayList<>();
            flatten("", entry, itsLines);
            entries.add(itsLines);
        }
        entries.sort(Comparator.comparing(itsLines -> String.join("\n", itsLines)));
        lines.add(path + ".size = " + array.length);
        for (int i = 0; i < entries.size(); i++) {
            for (String line : entries.get(i)) {
                lines.add(path + "[" + i + "]" + line);
            }
        }
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy.length + " bytes, " + HexFormat.of().toHexDigits(Arrays.hashCode(copy));
    }
}
