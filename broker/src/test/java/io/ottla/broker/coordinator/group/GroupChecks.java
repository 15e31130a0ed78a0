package io.ottla.broker.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ConsumerGroupDescribeRequest;
import io.ottla.wire.message.ConsumerGroupDescribeResponse;
import io.ottla.wire.message.ConsumerProtocolAssignment;
import io.ottla.wire.message.DescribeGroupsRequest;
import io.ottla.wire.message.DescribeGroupsResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has to be true of groups after every event. */
final class GroupChecks {
    private final MachineRun run;
    private final List<String> groupIds;
    private final Map<String, Integer> epochs = new HashMap<>();

    GroupChecks(MachineRun run, List<String> groupIds) {
        this.run = run;
        this.groupIds = groupIds;
    }

    /** Groups may have gone and come again meanwhile, and begun at another epoch. */
    void checkAfterMuchHasHappened() {
        epochs.clear();
        check();
    }

    void check() {
        GroupMachine replayed = run.reader();
        assertThat(run.machine.offsets()).hasToString(replayed.offsets().toString());
        for (String groupId : groupIds) {
            assertThat(owned(groupId)).as("owned in %s", groupId).doesNotHaveDuplicates();
            consumer(run.machine, groupId).ifPresentOrElse(group -> check(group, replayed), () -> {
                epochs.remove(groupId);
                checkClassic(groupId, replayed);
            });
        }
    }

    private void check(ConsumerGroupDescribeResponse.DescribedGroup group, GroupMachine replayed) {
        assertThat(group.groupEpoch())
                .as(
                        "epoch of %s after %s",
                        group.groupId(), run.log.subList(Math.max(0, run.log.size() - 12), run.log.size()))
                .isGreaterThanOrEqualTo(epochs.getOrDefault(group.groupId(), 0));
        assertThat(group.assignmentEpoch()).isLessThanOrEqualTo(group.groupEpoch());
        group.members().forEach(member -> assertThat(member.memberEpoch()).isLessThanOrEqualTo(group.groupEpoch()));
        epochs.put(group.groupId(), group.groupEpoch());
        assertThat(consumer(replayed, group.groupId())).contains(group);
    }

    /** Only what is stable, or empty, is all in the log. */
    private void checkClassic(String groupId, GroupMachine replayed) {
        DescribeGroupsResponse.DescribedGroup live = classic(run.machine, groupId);
        if (live.groupState().equals("Stable") || live.groupState().equals("Empty")) {
            assertThat(classic(replayed, groupId)).isEqualTo(live);
        }
    }

    /** The partitions that members have, in no order. */
    List<Integer> owned(String groupId) {
        List<Integer> owned = new ArrayList<>();
        consumer(run.machine, groupId)
                .ifPresentOrElse(
                        group -> group.members()
                                .forEach(member -> member.assignment()
                                        .topicPartitions()
                                        .forEach(assigned -> owned.addAll(assigned.partitions()))),
                        () -> classic(run.machine, groupId)
                                .members()
                                .forEach(member -> owned.addAll(partitions(member.memberAssignment()))));
        return owned;
    }

    private static List<Integer> partitions(ByteBuffer assignment) {
        if (assignment.remaining() < Short.BYTES) {
            return List.of();
        }
        WireReader reader = new WireReader(assignment.duplicate());
        List<Integer> partitions = new ArrayList<>();
        ConsumerProtocolAssignment.read(reader, reader.readInt16())
                .assignedPartitions()
                .forEach(topic -> partitions.addAll(topic.partitions()));
        return partitions;
    }

    private Optional<ConsumerGroupDescribeResponse.DescribedGroup> consumer(GroupMachine machine, String groupId) {
        var described = ((ConsumerGroupDescribeResponse)
                        ask(machine, 1, new ConsumerGroupDescribeRequest().groupIds(List.of(groupId))))
                .groups()
                .getFirst();
        return described.errorCode() == 0 ? Optional.of(described) : Optional.empty();
    }

    private DescribeGroupsResponse.DescribedGroup classic(GroupMachine machine, String groupId) {
        return ((DescribeGroupsResponse) ask(machine, 6, new DescribeGroupsRequest().groups(List.of(groupId))))
                .groups()
                .getFirst();
    }

    private ApiMessage ask(GroupMachine machine, int version, ApiMessage request) {
        GroupCommand.Caller caller = new GroupCommand.Caller("checker", "/127.0.0.1", (short) version);
        var outcome = machine.decide(new GroupCommand.Request<>(caller, request), run.nowMs)
                .outcome();
        return ((Outcome.Reply<ApiMessage>) outcome).response();
    }
}
