/** ListConfigResources: which resources can be configured, or are. */
package io.ottla.broker.api.listconfigresources;
