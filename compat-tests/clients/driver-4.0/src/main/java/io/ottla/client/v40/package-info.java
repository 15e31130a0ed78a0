/** What a Java client can do since 4.0, that earlier ones could not, or not that way. */
package io.ottla.client.v40;
