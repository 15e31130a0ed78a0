package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.groups.RawGroups.RawMember;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A table of requests and the errors the reference answers them with, a line for each test: an API, the error for each
 * range of versions, and the request. Versions that cannot carry the request are left out.
 */
abstract class GroupRequestsTest extends OnBothTargets {
    private static final int HEARTBEAT_VERSION = 1;

    String topic;
    RawGroups groups;

    @BeforeEach
    void connect() throws IOException {
        topic = uniqueTopic("requested");
        Clients.createTopic(target, topic, 2, Map.of());
        groups = new RawGroups(target);
        groups.awaitCoordinator();
    }

    @AfterEach
    void disconnect() throws IOException {
        groups.close();
    }

    /** Sends the request in every version there is, and compares the errors. */
    void expect(ApiKeys api, String errorsByVersion, IntFunction<ApiMessage> request) {
        List<String> ranges = new ArrayList<>();
        int from = -1;
        Errors last = null;
        for (int version = api.oldestVersion(); version <= api.latestVersion(); version++) {
            Errors error = ask(api, version, request);
            if (error != last) {
                addRange(ranges, from, version - 1, last);
                from = version;
                last = error;
            }
        }
        addRange(ranges, from, api.latestVersion(), last);
        assertThat(String.join(", ", ranges)).isEqualTo(errorsByVersion);
    }

    private Errors ask(ApiKeys api, int version, IntFunction<ApiMessage> request) {
        ApiMessage message = request.apply(version);
        try {
            return Answer.of(groups.ask(api, version, message));
        } catch (UnsupportedVersionException e) {
            return null;
        }
    }

    private static void addRange(List<String> ranges, int from, int to, Errors error) {
        if (error != null) {
            ranges.add((from == to ? from : from + "-" + to) + ": " + error);
        }
    }

    /** The name of a group that was never heard of. */
    static String noGroup() {
        return uniqueTopic("no-group");
    }

    RawMember classicMember() {
        return groups.classicMember(uniqueTopic("classic"), topic, null);
    }

    RawMember consumerMember() {
        return groups.consumerMember(uniqueTopic("consumer"), topic, null);
    }

    RawMember staticClassicMember() {
        return groups.classicMember(uniqueTopic("classic"), topic, "instance");
    }

    RawMember staticConsumerMember() {
        return groups.consumerMember(uniqueTopic("consumer"), topic, "instance");
    }

    /** The heartbeat of a member of a consumer group that says nothing new. */
    static ConsumerGroupHeartbeatRequestData next(RawMember member) {
        return new ConsumerGroupHeartbeatRequestData()
                .setGroupId(member.group())
                .setMemberId(member.id())
                .setMemberEpoch(member.epoch());
    }

    static RawMember with(RawMember member, int epoch) {
        return new RawMember(member.group(), member.id(), epoch);
    }

    static RawMember unknown(RawMember member) {
        return new RawMember(member.group(), "made-up", member.epoch());
    }

    static RawMember stale(RawMember member) {
        return with(member, member.epoch() - 1);
    }

    static RawMember ahead(RawMember member) {
        return with(member, member.epoch() + 1);
    }

    /** A member as it was before an answer that moved it on, which it did not get. Its partitions stayed its own. */
    RawMember stillInTheEpochBefore() {
        RawMember member = consumerMember();
        RawMember settled = with(member, beat(next(member).setTopicPartitions(List.of())));
        ConsumerGroupHeartbeatRequestData change = next(settled).setSubscribedTopicNames(List.of(topic, "another"));
        Await.until(Group.SOON, () -> "another epoch than " + settled, () -> beat(change) > settled.epoch());
        return settled;
    }

    private int beat(ConsumerGroupHeartbeatRequestData heartbeat) {
        var answer = (ConsumerGroupHeartbeatResponseData)
                groups.ask(ApiKeys.CONSUMER_GROUP_HEARTBEAT, HEARTBEAT_VERSION, heartbeat);
        return answer.memberEpoch();
    }
}
