/** InitProducerId: a producer is given the id, and the epoch, by which its records are told apart and counted (KIP-98). */
package io.ottla.broker.api.initproducerid;
