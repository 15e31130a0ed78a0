package io.ottla.broker;

import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.RequestHandler;
import io.ottla.broker.shard.Shards;

/** Has what the requests of one read come to done together, by the I/O loop itself where the shard is free. */
record RequestBursts(RequestHandler handler, Shards shards) implements RequestHandler {

    @Override
    public void handle(Exchange exchange) {
        handler.handle(exchange);
    }

    @Override
    public void beginBurst() {
        shards.burst().begin();
    }

    @Override
    public void endBurst() {
        shards.burst().end();
    }
}
