package io.ottla.bench.compare;

/**
 * How long things take in a run.
 *
 * @param rounds no more rounds than this, whatever a family says
 * @param warmUpSeconds load before measuring begins
 * @param settleSeconds how much longer to wait for a broker's compilers
 * @param seconds how long is measured
 * @param touchedBytes how much memory to touch before a load that writes gigabytes: as much as the faster broker writes
 */
record Scale(int rounds, double warmUpSeconds, double settleSeconds, double seconds, long touchedBytes) {
    static final Scale QUICK = new Scale(2, 1, 6, 2.5, 3L << 30);
    static final Scale ALL = new Scale(3, 1, 25, 4, 5L << 30);

    Scale atMost(int otherRounds) {
        return new Scale(Math.min(rounds, otherRounds), warmUpSeconds, settleSeconds, seconds, touchedBytes);
    }
}
