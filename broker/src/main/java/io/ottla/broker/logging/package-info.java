/** The levels of this process's loggers, as far as a client may see and change them. */
package io.ottla.broker.logging;
