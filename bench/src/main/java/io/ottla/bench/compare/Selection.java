package io.ottla.bench.compare;

import java.util.List;
import java.util.Locale;

/** Which cases a run has. */
final class Selection {
    private Selection() {}

    /**
     * Chooses cases; families without any are left out. Those that are only measured by name are found by no part of a family's
     * name.
     *
     * @param quick only those of the quick run, unless they are asked for by name
     * @param name a part of the name of a case or of its family; null for all
     */
    static List<Family> of(List<Family> families, boolean quick, String name) {
        return families.stream()
                .map(family -> new Family(
                        family.name(),
                        family.rounds(),
                        family.cases().stream()
                                .filter(one -> !quick || one.when() == Case.When.QUICK_TOO)
                                .filter(one -> isMeant(family, one, name))
                                .toList()))
                .filter(family -> !family.cases().isEmpty())
                .toList();
    }

    /**
     * All cases as one family: each broker is started once a round, and what is left of a short run is measuring. Cases then
     * find a broker that the ones before have warmed up.
     */
    static Family together(List<Family> families, int rounds) {
        return new Family(
                "A few of each",
                rounds,
                families.stream().flatMap(family -> family.cases().stream()).toList());
    }

    private static boolean isMeant(Family family, Case one, String name) {
        if (one.when() == Case.When.BY_NAME) {
            return name != null && has(one.name(), name);
        }
        return name == null || has(one.name(), name) || has(family.name(), name);
    }

    private static boolean has(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
