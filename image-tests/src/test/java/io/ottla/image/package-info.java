/**
 * The container image, started by the unmodified classes of Testcontainers that people start Kafka's images with, and by an
 * engine alone. Every test is a cell of the compatibility matrix. Where there is no container engine they are skipped, and say
 * so.
 */
package io.ottla.image;
