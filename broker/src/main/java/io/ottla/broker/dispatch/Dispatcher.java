package io.ottla.broker.dispatch;

import io.ottla.broker.metrics.Metrics;
import io.ottla.broker.net.Answer;
import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.RequestHandler;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.header.HeaderVersions;
import io.ottla.wire.header.RequestHeader;
import io.ottla.wire.header.RequestPrefix;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.WireReader;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes every request through its steps, on the I/O loop it came in by.
 *
 * <p>As the reference, it closes the connection of whoever sends what is no request, an API that is not offered or a version
 * that is not known: such a client could not read an answer. ApiVersions is the exception, since it is how a client finds
 * out what is known.
 */
public final class Dispatcher implements RequestHandler {
    private final HandlerTable handlers;
    private final RequestQuota quota;
    private final Map<ApiKey, RequestMetrics> metrics = new EnumMap<>(ApiKey.class);

    public Dispatcher(HandlerTable handlers, RequestQuota quota, Metrics metrics) {
        this.handlers = handlers;
        this.quota = quota;
        for (ApiKey key : handlers.keys()) {
            this.metrics.put(key, new RequestMetrics(metrics, key));
        }
    }

    @Override
    public void handle(Exchange exchange) {
        try {
            dispatch(exchange);
        } catch (MalformedMessage e) {
            exchange.answer(new Answer.Close("its request cannot be read: " + e.getMessage()));
        }
    }

    private void dispatch(Exchange exchange) {
        ByteBuffer frame = exchange.bytes();
        RequestPrefix prefix = RequestPrefix.peek(frame);
        ApiKey key = ApiKey.find(prefix.apiKey());
        ApiHandler<?, ?> handler = key == null ? null : handlers.find(key);
        if (handler == null) {
            String api = key == null ? "the unknown API " + prefix.apiKey() : key.apiName();
            exchange.answer(new Answer.Close("it asked for " + api + ", which is not offered here"));
        } else if (!handler.versions().contains(prefix.apiVersion())) {
            answerUnknownVersion(exchange, handler, prefix);
        } else {
            metrics.get(key).received(exchange.frameBytes());
            WireReader bytes = new WireReader(frame);
            RequestHeader header = RequestHeader.read(bytes, HeaderVersions.request(key, prefix.apiVersion()));
            handle(exchange, handler, header, bytes);
        }
    }

    private static void answerUnknownVersion(Exchange exchange, ApiHandler<?, ?> handler, RequestPrefix prefix) {
        Optional<? extends ApiMessage> response = handler.answerToUnknownVersion();
        if (response.isPresent()) {
            MessageResponse body = new MessageResponse(handler.key(), 0, prefix.correlationId(), response.get());
            exchange.answer(new Answer.Send(body, 0));
        } else {
            exchange.answer(new Answer.Close("it asked for version " + prefix.apiVersion() + " of "
                    + handler.key().apiName() + ", of which there are " + handler.versions()));
        }
    }

    private <Q extends ApiMessage, R extends ApiMessage> void handle(
            Exchange exchange, ApiHandler<Q, R> handler, RequestHeader header, WireReader bytes) {
        // Authentication and authorisation have their place here, in this order, before the body is looked at.
        RequestContext context = new RequestContext(
                exchange.connection(),
                Principal.ANONYMOUS,
                header.requestApiVersion(),
                header.correlationId(),
                header.clientId() == null ? "" : header.clientId(),
                exchange.frameBytes(),
                exchange.receivedAtMs());
        if (quota.isSet() && handler.isThrottled()) {
            long begunNs = System.nanoTime();
            handle(exchange, handler, context, bytes);
            quota.spent(context, System.nanoTime() - begunNs);
        } else {
            handle(exchange, handler, context, bytes);
        }
    }

    private <Q extends ApiMessage, R extends ApiMessage> void handle(
            Exchange exchange, ApiHandler<Q, R> handler, RequestContext context, WireReader bytes) {
        Q request = handler.read(bytes, context.apiVersion());
        if (!bytes.sharesInput()) {
            exchange.releaseFrame();
        }
        Reply<Q, R> reply =
                new Reply<>(new Reply.Asked(exchange, quota), handler, metrics.get(handler.key()), context, request);
        try {
            ErrorCode refusal = handler.refusal(request);
            if (refusal == ErrorCode.NONE) {
                handler.handle(context, request, reply);
            } else {
                reply.refuse(refusal);
            }
        } catch (RuntimeException e) {
            reply.fail(e);
        }
    }
}
