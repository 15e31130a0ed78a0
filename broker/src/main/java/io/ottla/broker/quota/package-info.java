/**
 * Client quotas: what each client may use, and what it has used.
 *
 * <pre>
 *   image ──► QuotaBook (immutable: the limits, swapped whole)
 *                 │ whose limit holds for this client, and with whom it is shared?
 *   request ──► ClientQuotas ──charge──► QuotaLedger (one a shard; a holder's rates are on one shard)
 *                 ▲                           │
 *                 └── for how long to wait ◄──┘
 * </pre>
 *
 * <p>While nobody has a limit, a request costs one look at the book. {@link io.ottla.broker.quota.WindowedRate} and {@link
 * io.ottla.broker.quota.QuotaLedger} are plain machines: they are told the time.
 */
package io.ottla.broker.quota;
