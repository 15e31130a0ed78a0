/** IncrementalAlterConfigs: changes single configurations, and the levels of loggers. */
package io.ottla.broker.api.incrementalalterconfigs;
