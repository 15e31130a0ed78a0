package io.ottla.demo.plot;

/**
 * An event as it lies in a topic.
 *
 * @param attempts how often it was tried in vain before it came there; 0 where events begin
 */
public record LoggedEvent(String key, String value, int attempts) {}
