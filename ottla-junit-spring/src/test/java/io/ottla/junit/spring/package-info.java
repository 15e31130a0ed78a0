/** The broker in Spring tests as they are written for Spring Kafka's own. */
package io.ottla.junit.spring;
