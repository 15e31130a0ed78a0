/** The reference's Java client, as applications use it: producers, consumers that assign, and the admin client. */
package io.ottla.compat.clients;
