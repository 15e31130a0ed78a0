/** Spring Boot: what it sets up by itself when it is told where the broker is. */
package io.ottla.applications.boot;
