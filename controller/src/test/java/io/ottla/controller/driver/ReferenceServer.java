package io.ottla.controller.driver;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;

/** The reference, as one node that is broker and controller, in this JVM. */
final class ReferenceServer implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    private ReferenceServer(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static Properties properties(Path folder, int brokerPort, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put(
                "listeners", "PLAINTEXT://localhost:" + brokerPort + ",CONTROLLER://localhost:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.quorum.bootstrap.servers", "localhost:" + controllerPort);
        properties.put("log.dirs", folder.toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("metadata.log.max.record.bytes.between.snapshots", "1000");
        return properties;
    }

    static void format(Path folder, Properties properties, String clusterId) throws IOException {
        Path file = folder.resolveSibling("server.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        int result = StorageTool.execute(
                new String[] {"format", "--standalone", "-t", clusterId, "-c", file.toString()},
                new PrintStream(OutputStream.nullOutputStream()));
        if (result != 0) {
            throw new IOException("the reference's formatter returned " + result);
        }
    }

    static ReferenceServer start(Path folder) throws IOException {
        int brokerPort = freePort();
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(properties(folder, brokerPort, freePort())), Time.SYSTEM);
        server.startup();
        return new ReferenceServer(server, brokerPort);
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", "localhost:" + port));
    }

    String bootstrapServers() {
        return "localhost:" + port;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
