package io.ottla.wire.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * The error codes a response can carry. A client may send a request that met a retriable error again as it is. Checked
 * against the reference's own table by a test.
 */
public enum ErrorCode {
    UNKNOWN_SERVER_ERROR(-1, Retry.NO),
    NONE(0, Retry.NO),
    OFFSET_OUT_OF_RANGE(1, Retry.NO),
    CORRUPT_MESSAGE(2, Retry.YES),
    UNKNOWN_TOPIC_OR_PARTITION(3, Retry.YES),
    INVALID_FETCH_SIZE(4, Retry.NO),
    LEADER_NOT_AVAILABLE(5, Retry.YES),
    NOT_LEADER_OR_FOLLOWER(6, Retry.YES),
    REQUEST_TIMED_OUT(7, Retry.YES),
    BROKER_NOT_AVAILABLE(8, Retry.NO),
    REPLICA_NOT_AVAILABLE(9, Retry.YES),
    MESSAGE_TOO_LARGE(10, Retry.NO),
    STALE_CONTROLLER_EPOCH(11, Retry.NO),
    OFFSET_METADATA_TOO_LARGE(12, Retry.NO),
    NETWORK_EXCEPTION(13, Retry.YES),
    COORDINATOR_LOAD_IN_PROGRESS(14, Retry.YES),
    COORDINATOR_NOT_AVAILABLE(15, Retry.YES),
    NOT_COORDINATOR(16, Retry.YES),
    INVALID_TOPIC_EXCEPTION(17, Retry.NO),
    RECORD_LIST_TOO_LARGE(18, Retry.NO),
    NOT_ENOUGH_REPLICAS(19, Retry.YES),
    NOT_ENOUGH_REPLICAS_AFTER_APPEND(20, Retry.YES),
    INVALID_REQUIRED_ACKS(21, Retry.NO),
    ILLEGAL_GENERATION(22, Retry.NO),
    INCONSISTENT_GROUP_PROTOCOL(23, Retry.NO),
    INVALID_GROUP_ID(24, Retry.NO),
    UNKNOWN_MEMBER_ID(25, Retry.NO),
    INVALID_SESSION_TIMEOUT(26, Retry.NO),
    REBALANCE_IN_PROGRESS(27, Retry.NO),
    INVALID_COMMIT_OFFSET_SIZE(28, Retry.NO),
    TOPIC_AUTHORIZATION_FAILED(29, Retry.NO),
    GROUP_AUTHORIZATION_FAILED(30, Retry.NO),
    CLUSTER_AUTHORIZATION_FAILED(31, Retry.NO),
    INVALID_TIMESTAMP(32, Retry.NO),
    UNSUPPORTED_SASL_MECHANISM(33, Retry.NO),
    ILLEGAL_SASL_STATE(34, Retry.NO),
    UNSUPPORTED_VERSION(35, Retry.NO),
    TOPIC_ALREADY_EXISTS(36, Retry.NO),
    INVALID_PARTITIONS(37, Retry.NO),
    INVALID_REPLICATION_FACTOR(38, Retry.NO),
    INVALID_REPLICA_ASSIGNMENT(39, Retry.NO),
    INVALID_CONFIG(40, Retry.NO),
    NOT_CONTROLLER(41, Retry.YES),
    INVALID_REQUEST(42, Retry.NO),
    UNSUPPORTED_FOR_MESSAGE_FORMAT(43, Retry.NO),
    POLICY_VIOLATION(44, Retry.NO),
    OUT_OF_ORDER_SEQUENCE_NUMBER(45, Retry.NO),
    DUPLICATE_SEQUENCE_NUMBER(46, Retry.NO),
    INVALID_PRODUCER_EPOCH(47, Retry.NO),
    INVALID_TXN_STATE(48, Retry.NO),
    INVALID_PRODUCER_ID_MAPPING(49, Retry.NO),
    INVALID_TRANSACTION_TIMEOUT(50, Retry.NO),
    CONCURRENT_TRANSACTIONS(51, Retry.YES),
    TRANSACTION_COORDINATOR_FENCED(52, Retry.NO),
    TRANSACTIONAL_ID_AUTHORIZATION_FAILED(53, Retry.NO),
    SECURITY_DISABLED(54, Retry.NO),
    OPERATION_NOT_ATTEMPTED(55, Retry.NO),
    KAFKA_STORAGE_ERROR(56, Retry.YES),
    LOG_DIR_NOT_FOUND(57, Retry.NO),
    SASL_AUTHENTICATION_FAILED(58, Retry.NO),
    UNKNOWN_PRODUCER_ID(59, Retry.NO),
    REASSIGNMENT_IN_PROGRESS(60, Retry.NO),
    DELEGATION_TOKEN_AUTH_DISABLED(61, Retry.NO),
    DELEGATION_TOKEN_NOT_FOUND(62, Retry.NO),
    DELEGATION_TOKEN_OWNER_MISMATCH(63, Retry.NO),
    DELEGATION_TOKEN_REQUEST_NOT_ALLOWED(64, Retry.NO),
    DELEGATION_TOKEN_AUTHORIZATION_FAILED(65, Retry.NO),
    DELEGATION_TOKEN_EXPIRED(66, Retry.NO),
    INVALID_PRINCIPAL_TYPE(67, Retry.NO),
    NON_EMPTY_GROUP(68, Retry.NO),
    GROUP_ID_NOT_FOUND(69, Retry.NO),
    FETCH_SESSION_ID_NOT_FOUND(70, Retry.YES),
    INVALID_FETCH_SESSION_EPOCH(71, Retry.YES),
    LISTENER_NOT_FOUND(72, Retry.YES),
    TOPIC_DELETION_DISABLED(73, Retry.NO),
    FENCED_LEADER_EPOCH(74, Retry.YES),
    UNKNOWN_LEADER_EPOCH(75, Retry.YES),
    UNSUPPORTED_COMPRESSION_TYPE(76, Retry.NO),
    STALE_BROKER_EPOCH(77, Retry.NO),
    OFFSET_NOT_AVAILABLE(78, Retry.YES),
    MEMBER_ID_REQUIRED(79, Retry.NO),
    PREFERRED_LEADER_NOT_AVAILABLE(80, Retry.YES),
    GROUP_MAX_SIZE_REACHED(81, Retry.NO),
    FENCED_INSTANCE_ID(82, Retry.NO),
    ELIGIBLE_LEADERS_NOT_AVAILABLE(83, Retry.YES),
    ELECTION_NOT_NEEDED(84, Retry.YES),
    NO_REASSIGNMENT_IN_PROGRESS(85, Retry.NO),
    GROUP_SUBSCRIBED_TO_TOPIC(86, Retry.NO),
    INVALID_RECORD(87, Retry.NO),
    UNSTABLE_OFFSET_COMMIT(88, Retry.YES),
    THROTTLING_QUOTA_EXCEEDED(89, Retry.YES),
    PRODUCER_FENCED(90, Retry.NO),
    RESOURCE_NOT_FOUND(91, Retry.NO),
    DUPLICATE_RESOURCE(92, Retry.NO),
    UNACCEPTABLE_CREDENTIAL(93, Retry.NO),
    INCONSISTENT_VOTER_SET(94, Retry.NO),
    INVALID_UPDATE_VERSION(95, Retry.NO),
    FEATURE_UPDATE_FAILED(96, Retry.NO),
    PRINCIPAL_DESERIALIZATION_FAILURE(97, Retry.NO),
    SNAPSHOT_NOT_FOUND(98, Retry.NO),
    POSITION_OUT_OF_RANGE(99, Retry.NO),
    UNKNOWN_TOPIC_ID(100, Retry.YES),
    DUPLICATE_BROKER_REGISTRATION(101, Retry.NO),
    BROKER_ID_NOT_REGISTERED(102, Retry.NO),
    INCONSISTENT_TOPIC_ID(103, Retry.YES),
    INCONSISTENT_CLUSTER_ID(104, Retry.NO),
    TRANSACTIONAL_ID_NOT_FOUND(105, Retry.NO),
    FETCH_SESSION_TOPIC_ID_ERROR(106, Retry.YES),
    INELIGIBLE_REPLICA(107, Retry.NO),
    NEW_LEADER_ELECTED(108, Retry.NO),
    OFFSET_MOVED_TO_TIERED_STORAGE(109, Retry.NO),
    FENCED_MEMBER_EPOCH(110, Retry.NO),
    UNRELEASED_INSTANCE_ID(111, Retry.NO),
    UNSUPPORTED_ASSIGNOR(112, Retry.NO),
    STALE_MEMBER_EPOCH(113, Retry.NO),
    MISMATCHED_ENDPOINT_TYPE(114, Retry.NO),
    UNSUPPORTED_ENDPOINT_TYPE(115, Retry.NO),
    UNKNOWN_CONTROLLER_ID(116, Retry.NO),
    UNKNOWN_SUBSCRIPTION_ID(117, Retry.NO),
    TELEMETRY_TOO_LARGE(118, Retry.NO),
    INVALID_REGISTRATION(119, Retry.NO),
    TRANSACTION_ABORTABLE(120, Retry.NO),
    INVALID_RECORD_STATE(121, Retry.NO),
    SHARE_SESSION_NOT_FOUND(122, Retry.YES),
    INVALID_SHARE_SESSION_EPOCH(123, Retry.YES),
    FENCED_STATE_EPOCH(124, Retry.NO),
    INVALID_VOTER_KEY(125, Retry.NO),
    DUPLICATE_VOTER(126, Retry.NO),
    VOTER_NOT_FOUND(127, Retry.NO),
    INVALID_REGULAR_EXPRESSION(128, Retry.NO),
    REBOOTSTRAP_REQUIRED(129, Retry.NO),
    STREAMS_INVALID_TOPOLOGY(130, Retry.NO),
    STREAMS_INVALID_TOPOLOGY_EPOCH(131, Retry.NO),
    STREAMS_TOPOLOGY_FENCED(132, Retry.NO),
    SHARE_SESSION_LIMIT_REACHED(133, Retry.YES);

    private enum Retry {
        YES,
        NO
    }

    private static final int LOWEST = -1;
    private static final ErrorCode[] BY_CODE = Arrays.stream(values())
            .sorted(Comparator.comparingInt(ErrorCode::code))
            .toArray(ErrorCode[]::new);

    private final short code;
    private final Retry retry;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', ' ');

    ErrorCode(int code, Retry retry) {
        this.code = (short) code;
        this.retry = retry;
    }

    /** The error with this number; {@link #UNKNOWN_SERVER_ERROR} for numbers that have none, as clients take them. */
    public static ErrorCode forCode(short code) {
        int index = code - LOWEST;
        return index >= 0 && index < BY_CODE.length ? BY_CODE[index] : UNKNOWN_SERVER_ERROR;
    }

    /** The number on the wire. */
    public short code() {
        return code;
    }

    public boolean isRetriable() {
        return retry == Retry.YES;
    }

    /** The name in words, for where a response asks for a message and there is nothing more precise to say. */
    public String text() {
        return text;
    }
}
