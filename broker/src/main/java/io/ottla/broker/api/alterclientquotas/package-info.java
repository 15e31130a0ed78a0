/** AlterClientQuotas. */
package io.ottla.broker.api.alterclientquotas;
