/** What a Java client can do since 2.8 or a little earlier, that 2.1 could not, or not that way. */
package io.ottla.client.v28;
