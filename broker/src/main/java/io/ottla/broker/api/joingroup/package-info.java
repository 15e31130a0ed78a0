/** JoinGroup: a member of the classic protocol joins a group, and waits until the others have. */
package io.ottla.broker.api.joingroup;
