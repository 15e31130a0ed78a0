package io.ottla.wire.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.header.HeaderVersions;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.message.ApiMessageType.ListenerType;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of APIs, row by row beside the reference's. */
class ApiKeyTest {

    @Test
    void hasTheReferencesApisAndNoOthers() {
        assertThat(ApiKey.values()).extracting(Enum::name).containsExactly(namesOf(ApiKeys.values()));
    }

    @ParameterizedTest
    @EnumSource(ApiKeys.class)
    void idNameAndListenersAreTheReferences(ApiKeys theirs) {
        ApiKey ours = ApiKey.find(theirs.id);
        assertThat(ours.name()).isEqualTo(theirs.name());
        assertThat(ours.id()).isEqualTo(theirs.id);
        assertThat(ours.apiName()).isEqualTo(theirs.name);
        assertThat(ours.onBroker()).isEqualTo(theirs.messageType.listeners().contains(ListenerType.BROKER));
        assertThat(ours.onController()).isEqualTo(theirs.messageType.listeners().contains(ListenerType.CONTROLLER));
    }

    @ParameterizedTest
    @EnumSource(ApiMessageType.class)
    void versionsAreTheReferences(ApiMessageType theirs) {
        ApiKey ours = ApiKey.find(theirs.apiKey());
        assertThat(ours.versions())
                .isEqualTo(VersionRange.of(theirs.lowestSupportedVersion(), theirs.highestSupportedVersion(false)));
        assertThat(ours.knownVersions())
                .isEqualTo(VersionRange.of(theirs.lowestSupportedVersion(), theirs.highestSupportedVersion(true)));
        assertThat(ours.latestVersionUnstable()).isEqualTo(theirs.latestVersionUnstable());
    }

    @ParameterizedTest
    @EnumSource(ApiMessageType.class)
    void headersAreTheReferences(ApiMessageType theirs) {
        ApiKey ours = ApiKey.find(theirs.apiKey());
        for (int version = ours.knownVersions().lowest();
                version <= ours.knownVersions().highest();
                version++) {
            assertThat(HeaderVersions.request(ours, version)).isEqualTo(theirs.requestHeaderVersion((short) version));
            assertThat(HeaderVersions.response(ours, version)).isEqualTo(theirs.responseHeaderVersion((short) version));
        }
    }

    @Test
    void anUnknownIdHasNoApi() {
        assertThat(ApiKey.find(-1)).isNull();
        assertThat(ApiKey.find(ApiKey.values().length)).isNull();
        assertThat(ApiKey.find(Short.MAX_VALUE)).isNull();
    }

    @Test
    void theVersionBeingWorkedOnIsKnownButNotStable() {
        assertThat(ApiKey.INIT_PRODUCER_ID.latestVersionUnstable()).isTrue();
        assertThat(ApiKey.INIT_PRODUCER_ID.versions()).isEqualTo(new VersionRange(0, 5));
        assertThat(ApiKey.INIT_PRODUCER_ID.knownVersions()).isEqualTo(new VersionRange(0, 6));
    }

    @Test
    void withdrawnApisKeepTheirIdsAndHaveNoVersions() {
        assertThat(ApiKey.find(7)).isEqualTo(ApiKey.CONTROLLED_SHUTDOWN);
        assertThat(ApiKey.CONTROLLED_SHUTDOWN.versions()).isEqualTo(VersionRange.EMPTY);
        assertThat(ApiKey.CONTROLLED_SHUTDOWN.isFlexible(Short.MAX_VALUE)).isFalse();
    }

    private static String[] namesOf(ApiKeys[] keys) {
        String[] names = new String[keys.length];
        for (ApiKeys key : keys) {
            names[key.id] = key.name();
        }
        return names;
    }
}
