package io.ottla.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ApiMessages;
import io.ottla.wire.record.group.GroupRecordType;
import io.ottla.wire.record.metadata.MetadataRecordType;
import io.ottla.wire.record.share.ShareRecordType;
import io.ottla.wire.record.transaction.TransactionRecordType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.coordinator.group.generated.CoordinatorRecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables that lead from an id to a class. */
class LookupByIdTest {

    @ParameterizedTest
    @EnumSource(ApiMessageType.class)
    void requestsAndResponsesOfEveryApi(ApiMessageType theirs) {
        ApiKey api = ApiKey.find(theirs.apiKey());
        if (api.versions().isEmpty()) {
            assertThatThrownBy(() -> ApiMessages.readRequest(api.id(), bytesOf(new byte[0]), 0))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        int version = api.versions().highest();
        ApiMessage request = ApiMessages.readRequest(api.id(), defaultOf(theirs.newRequest(), version), version);
        assertThat(request.apiKey()).isEqualTo(theirs.apiKey());
        assertThat(request.getClass().getSimpleName()).isEqualTo(theirs.name + "Request");
        ApiMessage response = ApiMessages.readResponse(api.id(), defaultOf(theirs.newResponse(), version), version);
        assertThat(response.getClass().getSimpleName()).isEqualTo(theirs.name + "Response");
    }

    @ParameterizedTest
    @EnumSource(org.apache.kafka.common.metadata.MetadataRecordType.class)
    void metadataRecords(org.apache.kafka.common.metadata.MetadataRecordType theirs) {
        MetadataRecordType ours = MetadataRecordType.find(theirs.id());
        assertThat(ours.name()).isEqualTo(theirs.name().replace("_RECORD", ""));
        assertThat(ours.versions().lowest()).isEqualTo(theirs.lowestSupportedVersion());
        assertThat(ours.versions().highest()).isEqualTo(theirs.highestSupportedVersion());
        int version = ours.versions().highest();
        ApiMessage read = ours.read(defaultOf(theirs.newMetadataRecord(), version), version);
        assertThat(read.getClass().getSimpleName())
                .isEqualTo(theirs.newMetadataRecord().getClass().getSimpleName());
        assertThat(read.apiKey()).isEqualTo(theirs.id());
    }

    @ParameterizedTest
    @EnumSource(CoordinatorRecordType.class)
    void groupCoordinatorRecords(CoordinatorRecordType theirs) {
        GroupRecordType ours = GroupRecordType.find(theirs.id());
        assertThat(ours.name()).isEqualTo(theirs.name());
        int version = ours.versions().highest();
        assertThat(version).isEqualTo(theirs.highestSupportedVersion());
        assertThat(ours.versions().lowest()).isEqualTo(theirs.lowestSupportedVersion());
        assertThat(ours.readKey(defaultOf(theirs.newRecordKey(), 0), 0)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(theirs.newRecordKey().getClass().getSimpleName());
        assertThat(ours.readValue(defaultOf(theirs.newRecordValue(), version), version)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(theirs.newRecordValue().getClass().getSimpleName());
    }

    @Test
    void otherCoordinatorsRecords() {
        assertThat(Arrays.asList(TransactionRecordType.values()))
                .containsExactly(TransactionRecordType.TRANSACTION_LOG);
        assertThat(TransactionRecordType.TRANSACTION_LOG.versions()).hasToString("0-1");
        assertThat(ShareRecordType.find(0)).isEqualTo(ShareRecordType.SHARE_SNAPSHOT);
        assertThat(ShareRecordType.find(1)).isEqualTo(ShareRecordType.SHARE_UPDATE);
    }

    @Test
    void anUnknownIdHasNoType() {
        assertThat(MetadataRecordType.find(-1)).isNull();
        assertThat(MetadataRecordType.find(1_000)).isNull();
        assertThat(GroupRecordType.find(1_000)).isNull();
    }

    private static WireReader defaultOf(org.apache.kafka.common.protocol.Message message, int version) {
        return bytesOf(TheirSide.encode(message, version));
    }

    private static WireReader bytesOf(byte[] bytes) {
        return new WireReader(ByteBuffer.wrap(bytes));
    }
}
