/**
 * Requests that cannot be answered yet. They wait on things (partitions, mostly) that may make progress, and each has one
 * deadline however many things it waits on. Pure: whoever owns the room calls in when a thing has made progress and when
 * time has passed, and is handed the requests that may go on.
 */
package io.ottla.broker.wait;
