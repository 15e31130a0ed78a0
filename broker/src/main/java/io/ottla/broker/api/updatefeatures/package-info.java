/** UpdateFeatures: the cluster is told to work by other levels of features (KIP-584). */
package io.ottla.broker.api.updatefeatures;
