/** How cells are kept, judged and shown. */
package io.ottla.compat.matrix;
