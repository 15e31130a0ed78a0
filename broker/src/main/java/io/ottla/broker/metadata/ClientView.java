package io.ottla.broker.metadata;

import io.ottla.broker.net.ConnectionInfo;
import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.PartitionRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One image of the cluster, as the client of one connection sees it. */
public final class ClientView {
    /** In place of a leader or a controller: there is none. */
    public static final int NO_NODE = -1;

    private final ClusterImage image;
    private final NodeAddresses addresses;
    private final ConnectionInfo client;

    public ClientView(ClusterImage image, NodeAddresses addresses, ConnectionInfo client) {
        this.image = image;
        this.addresses = addresses;
        this.client = client;
    }

    public ClusterImage image() {
        return image;
    }

    /** The brokers that can be reached by the client's listener, in the order of their ids, fenced ones too. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (BrokerRegistration broker : image.nodes().allBrokers()) {
            addresses.nodeOf(broker, client).ifPresent(nodes::add);
        }
        return nodes;
    }

    /** Those of {@link #nodes} that are not fenced. */
    public List<Node> liveNodes() {
        return nodes().stream().filter(node -> !node.fenced()).toList();
    }

    /** The broker, if it is registered and can be reached by the client's listener. */
    public Optional<Node> node(int brokerId) {
        return Optional.ofNullable(image.nodes().broker(brokerId)).flatMap(broker -> addresses.nodeOf(broker, client));
    }

    /**
     * The broker that clients are to send what is for the controller: any that lives, since each passes it on. This one, if it
     * lives, since it is as good as any and the same each time.
     */
    public int controllerId() {
        List<Integer> ids = liveNodes().stream().map(Node::id).toList();
        if (ids.contains(addresses.nodeId())) {
            return addresses.nodeId();
        }
        return ids.isEmpty() ? NO_NODE : ids.getFirst();
    }

    /** The replicas that cannot serve: their broker is gone or fenced, or lacks the client's listener, or their disk failed. */
    public List<Integer> offlineReplicas(PartitionRegistration partition) {
        List<Integer> offline = new ArrayList<>();
        for (int id : partition.replicas().toList()) {
            boolean online = node(id).filter(node -> !node.fenced()).isPresent()
                    && image.nodes().isOnline(id, partition.directoryOf(id));
            if (!online) {
                offline.add(id);
            }
        }
        return offline;
    }
}
