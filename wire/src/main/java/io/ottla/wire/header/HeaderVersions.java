package io.ottla.wire.header;

import io.ottla.wire.api.ApiKey;

/** Which version of the header goes with a version of an API. */
public final class HeaderVersions {
    private HeaderVersions() {}

    /** 2 where the body has tagged fields, else 1. Version 0, without a client id, went with an API that is gone. */
    public static int request(ApiKey api, int version) {
        return api.isFlexible(version) ? 2 : 1;
    }

    /**
     * 1 where the body has tagged fields, else 0. Always 0 for ApiVersions: a client that asked in a version the broker
     * does not know must be able to read the answer, and cannot know which header to expect (KIP-511).
     */
    public static int response(ApiKey api, int version) {
        return api != ApiKey.API_VERSIONS && api.isFlexible(version) ? 1 : 0;
    }
}
