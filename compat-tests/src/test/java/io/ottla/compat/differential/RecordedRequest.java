package io.ottla.compat.differential;

import io.ottla.compat.badinput.Requests;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;

/** A request as a client sent it: what it asks, in which version, and its fields. */
record RecordedRequest(ApiKeys api, short version, ApiMessage body) {

    static RecordedRequest parse(ByteBuffer frame) {
        ByteBuffer bytes = frame.duplicate();
        ApiKeys api = ApiKeys.forId(bytes.getShort(0));
        short version = bytes.getShort(Short.BYTES);
        ByteBufferAccessor in = new ByteBufferAccessor(bytes);
        RequestHeaderData unused = new RequestHeaderData(in, api.requestHeaderVersion(version));
        ApiMessage body = api.messageType.newRequest();
        body.read(in, version);
        return new RecordedRequest(api, version, withNames(body));
    }

    /** Newer versions give topics by id, older ones by name: with both, a request can be made in either. */
    private static ApiMessage withNames(ApiMessage body) {
        switch (body) {
            case ProduceRequestData data -> data.topicData().forEach(topic -> topic.setName(Traffic.KEPT));
            case FetchRequestData data -> data.topics().forEach(topic -> topic.setTopic(Traffic.KEPT));
            case OffsetCommitRequestData data -> data.topics().forEach(topic -> topic.setName(Traffic.KEPT));
            default -> {
                // Has names already, or none.
            }
        }
        return body;
    }

    /** The frame to send for it, with our own header. */
    ByteBuffer frame() {
        return Requests.frame(api, version, body);
    }

    /** The same in another version, if that can say what this one says. */
    Optional<RecordedRequest> in(short other) {
        RecordedRequest translated = new RecordedRequest(api, other, body);
        try {
            ByteBuffer unused = translated.frame();
            return Optional.of(translated);
        } catch (UnsupportedVersionException | NullPointerException e) {
            // A field of this one has no place there, or may not be null there.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return api.name + " v" + version;
    }
}
