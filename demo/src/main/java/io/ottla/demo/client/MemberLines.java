package io.ottla.demo.client;

import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Member;
import java.util.Optional;

/**
 * What a member in a process of its own reports, a line an event:
 *
 * <pre>
 * assigned TAB number of partitions
 * read TAB key TAB value
 * failed TAB why
 * </pre>
 */
final class MemberLines {
    private static final String ASSIGNED = "assigned\t";
    private static final String READ = "read\t";
    private static final String FAILED = "failed\t";

    private MemberLines() {}

    /** Empty for what a member in a process of its own has no part in. */
    static Optional<String> write(DemoEvent event) {
        return switch (event) {
            case DemoEvent.Assigned assigned -> Optional.of(ASSIGNED + assigned.partitions());
            case DemoEvent.Read read -> Optional.of(READ + oneField(read.key()) + "\t" + oneField(read.value()));
            case DemoEvent.Failed failed -> Optional.of(FAILED + oneField(failed.why()));
            case DemoEvent.Sent sent -> Optional.empty();
            case DemoEvent.PoisonSent sent -> Optional.empty();
            case DemoEvent.Retried retried -> Optional.empty();
            case DemoEvent.DeadLettered dead -> Optional.empty();
        };
    }

    static DemoEvent read(Member member, String line) {
        if (line.startsWith(ASSIGNED)) {
            return new DemoEvent.Assigned(member, Integer.parseInt(line.substring(ASSIGNED.length())));
        }
        if (line.startsWith(READ)) {
            int tab = line.indexOf('\t', READ.length());
            return new DemoEvent.Read(member, line.substring(READ.length(), tab), line.substring(tab + 1));
        }
        String why = line.startsWith(FAILED) ? line.substring(FAILED.length()) : line;
        return new DemoEvent.Failed(member.name(), why);
    }

    private static String oneField(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }
}
