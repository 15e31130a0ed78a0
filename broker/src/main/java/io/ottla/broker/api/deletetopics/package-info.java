/** DeleteTopics. */
package io.ottla.broker.api.deletetopics;
