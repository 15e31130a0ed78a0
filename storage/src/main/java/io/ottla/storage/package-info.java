/** What is kept on disk, and how; each part in a package of its own. */
package io.ottla.storage;
