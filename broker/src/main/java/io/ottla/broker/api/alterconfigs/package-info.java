/** AlterConfigs: replaces all that is set for a resource. */
package io.ottla.broker.api.alterconfigs;
