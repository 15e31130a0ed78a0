package io.ottla.broker.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands at a listener's door. An address that has all the connections it may have is turned away; when the broker as a
 * whole has all it may have, or they come faster than they may, accepting waits and newcomers queue in the operating
 * system.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptGate.class);

    /** How soon a gate that waits for a free place looks again. */
    private static final long PLACE_POLL_MS = 10;

    private final String listenerName;
    private final ConnectionPlaces places;
    private final int acceptedPerSecondMax;
    private long secondStartNs;
    private int acceptedThisSecond;

    AcceptGate(String listenerName, ConnectionPlaces places, int acceptedPerSecondMax) {
        this.listenerName = listenerName;
        this.places = places;
        this.acceptedPerSecondMax = acceptedPerSecondMax;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel child = (Channel) message;
        InetSocketAddress remote = (InetSocketAddress) child.remoteAddress();
        if (remote == null) {
            // Came and went.
            child.unsafe().closeForcibly();
            return;
        }
        InetAddress address = remote.getAddress();
        if (!places.take(address)) {
            LOG.info(
                    "Turned a connection from {} to {} away: the address has the {} connections it may have",
                    address.getHostAddress(),
                    listenerName,
                    places.limitOf(address));
            child.unsafe().closeForcibly();
            return;
        }
        child.closeFuture().addListener(closed -> places.giveBack(address));
        context.fireChannelRead(child);
        pauseIfNeeded(context.channel());
    }

    private void pauseIfNeeded(Channel server) {
        if (places.isFull()) {
            server.config().setAutoRead(false);
            LoopTimers.after(server.eventLoop(), PLACE_POLL_MS, TimeUnit.MILLISECONDS, () -> lookForPlace(server));
        } else if (isTooFast()) {
            server.config().setAutoRead(false);
            long waitNs = secondStartNs + TimeUnit.SECONDS.toNanos(1) - System.nanoTime();
            LoopTimers.after(server.eventLoop(), waitNs, TimeUnit.NANOSECONDS, () -> lookForPlace(server));
        }
    }

    private void lookForPlace(Channel server) {
        if (places.isFull()) {
            LoopTimers.after(server.eventLoop(), PLACE_POLL_MS, TimeUnit.MILLISECONDS, () -> lookForPlace(server));
        } else if (server.isOpen()) {
            server.config().setAutoRead(true);
        }
    }

    private boolean isTooFast() {
        if (acceptedPerSecondMax == Integer.MAX_VALUE) {
            return false;
        }
        long nowNs = System.nanoTime();
        if (nowNs - secondStartNs >= TimeUnit.SECONDS.toNanos(1)) {
            secondStartNs = nowNs;
            acceptedThisSecond = 0;
        }
        acceptedThisSecond++;
        return acceptedThisSecond >= acceptedPerSecondMax;
    }
}
