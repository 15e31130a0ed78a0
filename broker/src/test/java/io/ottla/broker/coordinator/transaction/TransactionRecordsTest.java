package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireWriter;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as the reference writes and reads them: the bytes are its own, but for the order of partitions, which it leaves open. */
class TransactionRecordsTest {
    private static final String KEY_HEX = "0000" + "0004" + "74782d31";
    private static final String VALUE_0_HEX = "0000" // version
            + "0000000000000fa0" // producer id
            + "0007" // epoch
            + "0000ea60" // timeout
            + "02" // PrepareCommit
            + "00000001" + "0001" + "61" + "00000002" + "00000000" + "00000002" // partitions a-0, a-2
            + "00000000000f4241" // updated
            + "00000000000f4240"; // started
    private static final String VALUE_1_HEX = "0001"
            + "0000000000000fa0"
            + "0007"
            + "0000ea60"
            + "02"
            + "02" + "0261" + "03" + "00000000" + "00000002" + "00"
            + "00000000000f4241"
            + "00000000000f4240"
            + "03" // tagged: previous id, next id, client version
            + "00" + "08" + "0000000000000f9f"
            + "01" + "08" + "0000000000000fa1"
            + "02" + "02" + "0002";

    private static final Transaction PREPARED = new Transaction(
            "tx-1",
            4_000,
            3_999,
            4_001,
            (short) 7,
            ProducerIdAndEpoch.NO_EPOCH,
            60_000,
            TransactionState.PREPARE_COMMIT,
            new TreeSet<>(List.of(new TopicPartition("a", 0), new TopicPartition("a", 2))),
            1_000_000,
            1_000_001,
            (short) 2);

    private static ByteBuffer bytes(int head, ApiMessage message, int version) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + message.size(version));
        bytes.putShort((short) head);
        message.write(new WireWriter(bytes), version);
        return bytes.flip();
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static ByteBuffer fromHex(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static String value(CoordinatorRecord record) {
        CoordinatorRecord.VersionedValue value = record.value().orElseThrow();
        return hex(bytes(value.version(), value.message(), value.version()));
    }

    @Test
    void theKeyIsTheId() {
        CoordinatorRecord record = TransactionRecords.of(PREPARED, (short) 2);
        assertThat(hex(bytes(record.key().apiKey(), record.key(), 0))).isEqualTo(KEY_HEX);
    }

    @Test
    void aClusterOfVersion0WritesNoTaggedFields() {
        assertThat(value(TransactionRecords.of(PREPARED, (short) 0))).isEqualTo(VALUE_0_HEX);
    }

    @ParameterizedTest
    @ValueSource(shorts = {1, 2})
    void laterOnesDo(short version) {
        assertThat(value(TransactionRecords.of(PREPARED, version))).isEqualTo(VALUE_1_HEX);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(TransactionRecords.read(fromHex(KEY_HEX), fromHex(VALUE_1_HEX)))
                .map(event -> ((TransactionEvent.Changed) event).now())
                .contains(PREPARED);
    }

    @Test
    void version0DoesNotKnowOfOtherIds() {
        Optional<Transaction> read = TransactionRecords.read(fromHex(KEY_HEX), fromHex(VALUE_0_HEX))
                .map(event -> ((TransactionEvent.Changed) event).now());
        assertThat(read).hasValueSatisfying(transaction -> {
            assertThat(transaction.previousProducerId()).isEqualTo(-1);
            assertThat(transaction.nextProducerId()).isEqualTo(-1);
            assertThat(transaction.clientVersion()).isZero();
            assertThat(transaction.partitions()).isEqualTo(PREPARED.partitions());
        });
    }

    @Test
    void anEmptyIdHasNoListOfPartitions() {
        Transaction unused = Transaction.unused("tx-1", 4_000, 60_000, 1)
                .initialised(new ProducerIdAndEpoch(4_000, (short) 0), (short) -1, 60_000, 1);
        String hex = value(TransactionRecords.of(unused, (short) 0));
        assertThat(hex)
                .isEqualTo("0000" + "0000000000000fa0" + "0000" + "0000ea60" + "00" + "ffffffff" + "0000000000000001"
                        + "ffffffffffffffff");
    }

    @Test
    void aTombstoneForgetsTheId() {
        assertThat(TransactionRecords.read(fromHex(KEY_HEX), null)).contains(new TransactionEvent.Expired("tx-1"));
        assertThat(TransactionRecords.tombstone("tx-1").value()).isEmpty();
    }

    @Test
    void whatIsOfALaterFormatIsNotRead() {
        assertThat(TransactionRecords.read(fromHex("0001" + "0004" + "74782d31"), null))
                .isEmpty();
        assertThat(TransactionRecords.read(fromHex(KEY_HEX), fromHex("0002" + VALUE_1_HEX.substring(4))))
                .isEmpty();
    }
}
