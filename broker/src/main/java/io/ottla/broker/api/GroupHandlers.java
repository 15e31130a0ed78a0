package io.ottla.broker.api;

import io.ottla.broker.api.consumergroupdescribe.ConsumerGroupDescribeHandler;
import io.ottla.broker.api.consumergroupheartbeat.ConsumerGroupHeartbeatHandler;
import io.ottla.broker.api.deletegroups.DeleteGroupsHandler;
import io.ottla.broker.api.describegroups.DescribeGroupsHandler;
import io.ottla.broker.api.heartbeat.HeartbeatHandler;
import io.ottla.broker.api.joingroup.JoinGroupHandler;
import io.ottla.broker.api.leavegroup.LeaveGroupHandler;
import io.ottla.broker.api.listgroups.ListGroupsHandler;
import io.ottla.broker.api.offsetcommit.OffsetCommitHandler;
import io.ottla.broker.api.offsetdelete.OffsetDeleteHandler;
import io.ottla.broker.api.offsetfetch.OffsetFetchHandler;
import io.ottla.broker.api.syncgroup.SyncGroupHandler;
import io.ottla.broker.api.txnoffsetcommit.TxnOffsetCommitHandler;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.transaction.GuardedPartitions;
import io.ottla.controller.image.ClusterImage;
import java.util.List;
import java.util.function.Supplier;

/** The handlers of the APIs that are about groups and their offsets. */
public final class GroupHandlers {
    private GroupHandlers() {}

    public static List<ApiHandler<?, ?>> of(
            GroupRequests groups, Supplier<ClusterImage> images, GuardedPartitions partitions) {
        return List.of(
                new OffsetCommitHandler(groups, images),
                new TxnOffsetCommitHandler(groups, images, partitions),
                new OffsetFetchHandler(groups, images),
                new OffsetDeleteHandler(groups, images),
                new ListGroupsHandler(groups),
                new DescribeGroupsHandler(groups),
                new DeleteGroupsHandler(groups),
                new JoinGroupHandler(groups),
                new SyncGroupHandler(groups),
                new HeartbeatHandler(groups),
                new LeaveGroupHandler(groups),
                new ConsumerGroupHeartbeatHandler(groups),
                new ConsumerGroupDescribeHandler(groups));
    }
}
