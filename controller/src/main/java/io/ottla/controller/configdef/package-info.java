/**
 * The configuration keys of brokers, topics, groups and client metrics: their names, types, defaults, allowed values and
 * documentation, and what a value means that several places may set.
 *
 * <p>The tables of keys are generated from the reference's own classes when this module is built (see {@code config-codegen});
 * what parses, checks and resolves values is written here, and compared to the reference in tests.
 *
 * <pre>
 *   ConfigDefinitions   the keys of one kind: find, parse, document
 *   ConfigKey           one key: type, default, {@link io.ottla.controller.configdef.ConfigRule} for its values
 *   BrokerConfigs       what one broker's configuration is: dynamic on top of static on top of defaults
 *   *Check              what the values of a topic, a group, ... must fulfil together
 *   Described*          the same as DescribeConfigs tells it
 * </pre>
 */
package io.ottla.controller.configdef;
