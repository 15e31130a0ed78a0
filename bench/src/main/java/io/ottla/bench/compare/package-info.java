/**
 * Ottla and the reference side by side: the same load on both, in turns, on the same machine; what counts is the ratio of
 * the two in the same round.
 *
 * <pre>
 *   CaseTable ─ what is measured, a line a case ─┐
 *   Family   ─ cases that share a broker ────────┼─> Comparison ──> Results ──> MarkdownTable, RatioChart, RawValues
 *   Step     ─ how one case is measured ─────────┘    rounds × {reference, Ottla}
 * </pre>
 *
 * <p>A family's broker is started on an empty folder for each turn and ended after it: reference, Ottla, reference, Ottla.
 * So the two runs of a case whose ratio is taken lie a minute or two apart.
 */
package io.ottla.bench.compare;
