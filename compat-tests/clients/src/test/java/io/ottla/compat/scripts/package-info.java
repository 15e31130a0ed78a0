/**
 * Clients in other languages, each tried by a script in its own language that prints a line a case.
 *
 * <pre>
 * VERSION TAB version          first, once
 * PASS TAB feature
 * FAIL TAB feature TAB why
 * SKIP TAB feature TAB why
 * END                          last, once
 * </pre>
 */
package io.ottla.compat.scripts;
