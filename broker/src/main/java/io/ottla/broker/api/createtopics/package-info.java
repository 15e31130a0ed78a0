/** CreateTopics. */
package io.ottla.broker.api.createtopics;
