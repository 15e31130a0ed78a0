/** LeaveGroup: members of the classic protocol go. */
package io.ottla.broker.api.leavegroup;
