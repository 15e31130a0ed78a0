package io.ottla.bench.compare;

import java.util.List;

/**
 * Cases that are measured on one broker, one after the other, before it is the other broker's turn.
 *
 * @param rounds how many turns each broker gets in the long run
 */
record Family(String name, int rounds, List<Case> cases) {}
