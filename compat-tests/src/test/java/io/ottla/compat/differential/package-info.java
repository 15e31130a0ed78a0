/**
 * The same request bytes to Ottla and to the reference, and what they answer side by side.
 *
 * <p>Requests are recorded between a stock client and a broker, asked again as recorded, then in every version that
 * both brokers serve, then spoilt by a seeded chance. Answers are taken apart by the client library's schemas, rid of
 * what may differ (ids, addresses, texts), and compared field by field. What differs and is meant to is listed with its
 * reason in {@code differential/meant.txt}.
 */
package io.ottla.compat.differential;
