/** FindCoordinator: which broker looks after a group, a transactional id or a share partition. */
package io.ottla.broker.api.findcoordinator;
