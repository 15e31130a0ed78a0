package io.ottla.broker.coordinator.group;

/**
 * As what somebody commits offsets.
 *
 * @param memberId empty for one who is no member
 * @param instanceId null when there is none
 * @param generationOrEpoch negative for one who is no member
 * @param transactional whether the offsets are part of a transaction (TxnOffsetCommit)
 */
public record CommitClaim(
        String groupId,
        String memberId,
        String instanceId,
        int generationOrEpoch,
        boolean transactional,
        short apiVersion) {}
