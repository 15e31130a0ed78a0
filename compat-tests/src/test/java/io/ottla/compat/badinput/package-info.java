/** Bytes no client should send, on raw sockets: what is answered, what is closed, and that others are not disturbed. */
package io.ottla.compat.badinput;
