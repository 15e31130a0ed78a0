/** ConsumerGroupDescribe: consumer groups and their members (KIP-848). */
package io.ottla.broker.api.consumergroupdescribe;
