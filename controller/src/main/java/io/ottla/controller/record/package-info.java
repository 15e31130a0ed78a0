/** How metadata records lie in the log: their frame, their types, and the batches around them. */
package io.ottla.controller.record;
