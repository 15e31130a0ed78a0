/**
 * What a Java client could do in 2.1 and can do still, written so that the same classes run with that version and with
 * all later ones: only what every version since has, and new abilities only where a setting turns them on.
 */
package io.ottla.client.v21;
