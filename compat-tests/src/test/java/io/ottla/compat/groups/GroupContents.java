package io.ottla.compat.groups;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * All that a broker knows of groups without members: what must be the same after another broker took its folder over.
 *
 * @param listings type, protocol and state by group
 * @param offsets the committed offsets by group
 */
record GroupContents(Map<String, GroupListing> listings, Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets) {

    static GroupContents of(Target target) {
        Map<String, GroupListing> listings = new TreeMap<>();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = new TreeMap<>();
        try (Admin admin = Clients.admin(target)) {
            for (GroupListing listing : Clients.get(admin.listGroups().all())) {
                String group = listing.groupId();
                listings.put(group, listing);
                offsets.put(
                        group, Clients.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
            }
        }
        return new GroupContents(listings, offsets);
    }
}
