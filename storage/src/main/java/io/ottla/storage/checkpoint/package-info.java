/** The text that checkpoint files are made of. Pure; who keeps which numbers in which file is settled where they are kept. */
package io.ottla.storage.checkpoint;
