package io.ottla.controller.configdef;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which broker keys stand for one another, and which stand behind a listener's own key. */
final class BrokerSynonyms {

    private static final Map<String, List<String>> SAME = GeneratedSynonyms.broker();
    private static final Set<String> PER_MECHANISM = GeneratedSynonyms.perMechanism();

    /** {@code listener.name.<listener>.<key>} or {@code listener.name.<listener>.<mechanism>.<key>}. */
    private static final Pattern LISTENER_KEY = Pattern.compile("listener\\.name\\.[^.]*\\.(.*)");

    private BrokerSynonyms() {}

    /** The keys that set the same thing, the one that counts first in front: {@code log.roll.ms, log.roll.hours}. */
    static List<String> of(String name) {
        return SAME.getOrDefault(name, List.of(name));
    }

    /** The same, where the key of one listener has the key of all listeners behind it. */
    static List<String> withListeners(String name) {
        List<String> same = SAME.get(name);
        if (same != null) {
            return same;
        }
        String base = withoutListener(name);
        if (base.equals(name)) {
            return List.of(name);
        }
        String key = PER_MECHANISM.stream().filter(base::endsWith).findFirst().orElse(base);
        return List.of(name, key);
    }

    /** What follows the listener's prefix; the name itself when it has none. */
    static String withoutListener(String name) {
        if (!name.startsWith("listener.name.")) {
            return name;
        }
        Matcher matcher = LISTENER_KEY.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }
}
