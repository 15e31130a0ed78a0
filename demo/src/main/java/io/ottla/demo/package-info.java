/**
 * The demo: an afternoon of cricket goes ball by ball through a running broker, by stock Kafka clients.
 *
 * <pre>
 *  feed ──► match-events (key: match) ──► scoreboard: two processes, one of which is killed and replaced
 *                                    ──► statistics
 *                                    ──► notifications ──► match-events-retry ──► … ──► match-events-dead-letters
 *                                    ──► replay from offset 0
 * </pre>
 *
 * <p>{@code cricket} is the game, {@code plot} what happens and how it is judged, both without a client or a clock;
 * {@code client} the Kafka clients; {@code screen} what is shown. {@link io.ottla.demo.Demo} stages it all. It knows nothing
 * of Ottla's own code: it runs on any broker.
 */
package io.ottla.demo;
