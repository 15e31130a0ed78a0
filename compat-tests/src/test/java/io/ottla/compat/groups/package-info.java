/**
 * Consumer groups from outside, on both protocols: stock clients that come, go, crash and lag; the admin client; the
 * tools; and requests no client sends.
 *
 * <p>What members see goes into a {@link io.ottla.compat.groups.History}, and {@link io.ottla.compat.groups.HistoryCheck}
 * judges it: no partition has two owners, an owner begins where the last commit was, and nothing is left out.
 */
package io.ottla.compat.groups;
