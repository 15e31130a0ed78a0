package io.ottla.wire.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.WireReader;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPrefixTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void isReadOffEveryHeaderWithoutMovingThePosition(int headerVersion) {
        RequestHeader header = new RequestHeader()
                .requestApiKey(ApiKey.API_VERSIONS.id())
                .requestApiVersion(Short.MAX_VALUE)
                .correlationId(0x01020304)
                .clientId("someone");
        ByteBuffer frame = Encoder.encode(header, headerVersion);
        assertThat(RequestPrefix.peek(frame)).isEqualTo(new RequestPrefix((short) 18, Short.MAX_VALUE, 0x01020304));
        assertThat(RequestHeader.read(new WireReader(frame), headerVersion)).isEqualTo(header);
    }

    @Test
    void startsAtTheBuffersPosition() {
        ByteBuffer frame = ByteBuffer.wrap(new byte[] {9, 9, 9, 9, 0, 1, 0, 12, 0, 0, 0, 5})
                .position(4);
        assertThat(RequestPrefix.peek(frame)).isEqualTo(new RequestPrefix((short) 1, (short) 12, 5));
    }

    @Test
    void lessThanEightBytesAreMalformed() {
        assertThatThrownBy(() -> RequestPrefix.peek(ByteBuffer.allocate(7))).isInstanceOf(MalformedMessage.class);
    }
}
