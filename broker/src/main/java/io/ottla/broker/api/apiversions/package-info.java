/** ApiVersions: what is offered on a listener, and which features the cluster has. */
package io.ottla.broker.api.apiversions;
