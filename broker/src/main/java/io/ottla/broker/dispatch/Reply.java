package io.ottla.broker.dispatch;

import io.ottla.broker.net.Answer;
import io.ottla.broker.net.Exchange;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.ThrottledResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request. */
final class Reply<Q extends ApiMessage, R extends ApiMessage> implements Responder<R> {
    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private final Exchange exchange;
    private final RequestQuota quota;
    private final ApiHandler<Q, R> handler;
    private final RequestMetrics metrics;
    private final RequestContext context;
    private final Q request;

    Reply(Asked asked, ApiHandler<Q, R> handler, RequestMetrics metrics, RequestContext context, Q request) {
        this.exchange = asked.exchange();
        this.quota = asked.quota();
        this.handler = handler;
        this.metrics = metrics;
        this.context = context;
        this.request = request;
    }

    /** What is to be answered, and who may have to wait. */
    record Asked(Exchange exchange, RequestQuota quota) {}

    @Override
    public void send(R response) {
        sendThrottled(response, 0);
    }

    @Override
    public void sendThrottled(R response, int throttleTimeMs) {
        if (quota.isSet() && handler.isThrottled()) {
            quota.throttled(context, forTimeMs -> send(response, Math.max(throttleTimeMs, forTimeMs), forTimeMs));
        } else {
            send(response, throttleTimeMs, 0);
        }
    }

    private void send(R response, int throttleTimeMs, int forTimeMs) {
        if (forTimeMs > 0 && response instanceof ThrottledResponse throttled) {
            ThrottledResponse unused = throttled.throttleTimeMs(throttleTimeMs);
        }
        handler.countErrors(response, metrics::error);
        MessageResponse body =
                new MessageResponse(handler.key(), context.apiVersion(), context.correlationId(), response);
        answer(new Answer.Send(body, throttleTimeMs));
    }

    @Override
    public void sendNothing() {
        sendNothingThrottled(0);
    }

    @Override
    public void sendNothingThrottled(int throttleTimeMs) {
        answer(new Answer.Nothing(throttleTimeMs));
    }

    @Override
    public void closeConnection(String why) {
        answer(new Answer.Close(why));
    }

    @Override
    public void fail(Throwable cause) {
        LOG.error(
                "{} version {} of client {} at {} failed",
                handler.key().apiName(),
                context.apiVersion(),
                context.clientId(),
                context.connection(),
                cause);
        refuse(ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    /** Answers all of the request with an error, or closes the connection where the API has no place for one. */
    void refuse(ErrorCode error) {
        handler.failure(context, request, error)
                .ifPresentOrElse(this::send, () -> closeConnection("its request failed: " + error));
    }

    private void answer(Answer answer) {
        if (exchange.answer(answer)) {
            metrics.answered(System.nanoTime() - exchange.receivedAtNs());
        }
    }
}
