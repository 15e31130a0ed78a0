/**
 * The compatibility matrix: which client, in which version, can do what with which broker.
 *
 * <p>A test reports each thing it tried as a {@link io.ottla.compat.matrix.MatrixCell}, by running it as a
 * {@link io.ottla.compat.matrix.MatrixCase}. Cells are lines of text, a file a suite, since the tests that make them run
 * in many processes and modules. JDK only, so that any module may use it.
 */
package io.ottla.compat.matrix;
