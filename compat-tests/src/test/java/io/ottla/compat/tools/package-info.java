/** The reference's own command line tools, run as an administrator would run them, against either broker. */
package io.ottla.compat.tools;
