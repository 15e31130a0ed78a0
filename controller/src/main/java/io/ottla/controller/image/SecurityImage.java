package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.AccessControlEntryRecord;
import io.ottla.wire.record.metadata.DelegationTokenRecord;
import io.ottla.wire.record.metadata.UserScramCredentialRecord;
import java.util.Comparator;
import java.util.List;
import org.pcollections.TreePMap;

/**
 * Who may do what, and who is who.
 *
 * @param acls the access control entries by id
 * @param scram the credentials of users by name and mechanism
 * @param tokens the delegation tokens by id
 */
public record SecurityImage(
        TreePMap<Uuid, Acl> acls,
        TreePMap<ScramUser, ScramCredential> scram,
        TreePMap<String, DelegationToken> tokens) {
    public static final SecurityImage EMPTY = new SecurityImage(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

    /** An access control entry; types, patterns, operations and permissions are the protocol's numbers. */
    public record Acl(
            byte resourceType,
            String resourceName,
            byte patternType,
            String principal,
            String host,
            byte operation,
            byte permissionType) {

        static Acl of(AccessControlEntryRecord record) {
            return new Acl(
                    record.resourceType(),
                    record.resourceName(),
                    record.patternType(),
                    record.principal(),
                    record.host(),
                    record.operation(),
                    record.permissionType());
        }

        AccessControlEntryRecord toRecord(Uuid id) {
            return new AccessControlEntryRecord()
                    .id(id)
                    .resourceType(resourceType)
                    .resourceName(resourceName)
                    .patternType(patternType)
                    .principal(principal)
                    .host(host)
                    .operation(operation)
                    .permissionType(permissionType);
        }
    }

    /**
     * A user under one mechanism.
     *
     * @param mechanism 1 SCRAM-SHA-256, 2 SCRAM-SHA-512
     */
    public record ScramUser(byte mechanism, String name) implements Comparable<ScramUser> {
        private static final Comparator<ScramUser> ORDER =
                Comparator.comparingInt(ScramUser::mechanism).thenComparing(ScramUser::name);

        @Override
        public int compareTo(ScramUser other) {
            return ORDER.compare(this, other);
        }
    }

    /** What a user's password is checked against. */
    public record ScramCredential(OctetString salt, OctetString storedKey, OctetString serverKey, int iterations) {

        static ScramCredential of(UserScramCredentialRecord record) {
            return new ScramCredential(
                    OctetString.copyOf(record.salt()),
                    OctetString.copyOf(record.storedKey()),
                    OctetString.copyOf(record.serverKey()),
                    record.iterations());
        }

        UserScramCredentialRecord toRecord(ScramUser user) {
            return new UserScramCredentialRecord()
                    .name(user.name())
                    .mechanism(user.mechanism())
                    .salt(salt.buffer())
                    .storedKey(storedKey.buffer())
                    .serverKey(serverKey.buffer())
                    .iterations(iterations);
        }

        /** Without the secrets: this may end in a log line. */
        @Override
        public String toString() {
            return "ScramCredential[iterations=" + iterations + "]";
        }
    }

    /** A delegation token (KIP-48); times in milliseconds since the epoch. */
    public record DelegationToken(
            String owner,
            String requester,
            List<String> renewers,
            long issueTimestamp,
            long maxTimestamp,
            long expirationTimestamp) {

        public DelegationToken {
            renewers = List.copyOf(renewers);
        }

        static DelegationToken of(DelegationTokenRecord record) {
            return new DelegationToken(
                    record.owner(),
                    record.requester(),
                    record.renewers(),
                    record.issueTimestamp(),
                    record.maxTimestamp(),
                    record.expirationTimestamp());
        }

        DelegationTokenRecord toRecord(String tokenId) {
            return new DelegationTokenRecord()
                    .owner(owner)
                    .requester(requester)
                    .renewers(renewers)
                    .issueTimestamp(issueTimestamp)
                    .maxTimestamp(maxTimestamp)
                    .expirationTimestamp(expirationTimestamp)
                    .tokenId(tokenId);
        }
    }

    SecurityImage withAcls(TreePMap<Uuid, Acl> newAcls) {
        return new SecurityImage(newAcls, scram, tokens);
    }

    SecurityImage withScram(TreePMap<ScramUser, ScramCredential> newScram) {
        return new SecurityImage(acls, newScram, tokens);
    }

    SecurityImage withTokens(TreePMap<String, DelegationToken> newTokens) {
        return new SecurityImage(acls, scram, newTokens);
    }
}
