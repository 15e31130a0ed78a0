/**
 * A broker for Spring tests in place of Spring Kafka's embedded one: {@link io.ottla.junit.spring.EmbeddedOttla} where a test
 * had {@code @EmbeddedKafka}, and {@link io.ottla.junit.spring.OttlaEmbeddedKafkaBroker} where it made an {@code
 * EmbeddedKafkaKraftBroker}. What else such a test has to do with, it finds where it was: the bean, the system properties, and
 * the type of both brokers, {@code EmbeddedKafkaBroker}.
 */
package io.ottla.junit.spring;
