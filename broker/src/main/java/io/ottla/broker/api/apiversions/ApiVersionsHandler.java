package io.ottla.broker.api.apiversions;

import io.ottla.broker.api.apiversions.Features.Levels;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.api.VersionRange;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ApiVersionsRequest;
import io.ottla.wire.message.ApiVersionsResponse;
import io.ottla.wire.message.ApiVersionsResponse.ApiVersion;
import io.ottla.wire.message.ApiVersionsResponse.FinalizedFeatureKey;
import io.ottla.wire.message.ApiVersionsResponse.SupportedFeatureKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * ApiVersions, versions 0 to 4. Advertises the APIs of the handlers it is given, in the versions that these say, and itself.
 *
 * <p>Produce is the one exception: it is advertised from version 0 on although it begins at 3, as the reference does, since
 * librdkafka takes the lowest version for a sign of which compressions there are (KAFKA-18659).
 *
 * <p>What the client says about its software is checked and not kept.
 */
public final class ApiVersionsHandler implements ApiHandler<ApiVersionsRequest, ApiVersionsResponse> {
    private static final int FIRST_VERSION_WITH_CLIENT_SOFTWARE = 3;

    /** Clients of older versions fail on a feature whose lowest level is 0 (KAFKA-17011). */
    private static final int FIRST_VERSION_WITH_FEATURES_FROM_0 = 4;

    private static final Pattern SOFTWARE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");

    private final Supplier<Features> features;
    private final List<ApiVersion> apis;

    /** @param others the handlers of all other APIs of the listener */
    public ApiVersionsHandler(Collection<? extends ApiHandler<?, ?>> others, Supplier<Features> features) {
        this.features = features;
        this.apis = new ArrayList<>();
        others.forEach(handler -> apis.add(advertised(handler.key(), handler.versions())));
        apis.add(advertised(key(), versions()));
        apis.sort(Comparator.comparingInt(ApiVersion::apiKey));
    }

    @Override
    public ApiKey key() {
        return ApiKey.API_VERSIONS;
    }

    @Override
    public ApiVersionsRequest read(WireReader body, int version) {
        return ApiVersionsRequest.read(body, version);
    }

    @Override
    public void handle(RequestContext context, ApiVersionsRequest request, Responder<ApiVersionsResponse> responder) {
        responder.send(
                isValid(context.apiVersion(), request)
                        ? answer(context.apiVersion(), features.get())
                        : new ApiVersionsResponse().errorCode(ErrorCode.INVALID_REQUEST.code()));
    }

    @Override
    public Optional<ApiVersionsResponse> failure(RequestContext context, ApiVersionsRequest request, ErrorCode error) {
        return Optional.of(new ApiVersionsResponse().errorCode(error.code()));
    }

    @Override
    public Optional<ApiVersionsResponse> answerToUnknownVersion() {
        return Optional.of(new ApiVersionsResponse()
                .errorCode(ErrorCode.UNSUPPORTED_VERSION.code())
                .apiKeys(List.of(advertised(key(), versions()))));
    }

    @Override
    public void countErrors(ApiVersionsResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }

    private ApiVersionsResponse answer(int version, Features now) {
        List<SupportedFeatureKey> supported = new ArrayList<>();
        now.supported().forEach((name, levels) -> {
            if (levels.min() > 0 || version >= FIRST_VERSION_WITH_FEATURES_FROM_0) {
                supported.add(supportedFeature(name, levels));
            }
        });
        List<FinalizedFeatureKey> finalised = new ArrayList<>();
        now.finalised()
                .forEach((name, level) -> finalised.add(new FinalizedFeatureKey()
                        .name(name)
                        .minVersionLevel(level)
                        .maxVersionLevel(level)));
        return new ApiVersionsResponse()
                .apiKeys(apis)
                .supportedFeatures(supported)
                .finalizedFeatures(finalised)
                .finalizedFeaturesEpoch(now.epoch());
    }

    private static boolean isValid(int version, ApiVersionsRequest request) {
        return version < FIRST_VERSION_WITH_CLIENT_SOFTWARE
                || (SOFTWARE.matcher(request.clientSoftwareName()).matches()
                        && SOFTWARE.matcher(request.clientSoftwareVersion()).matches());
    }

    private static SupportedFeatureKey supportedFeature(String name, Levels levels) {
        return new SupportedFeatureKey().name(name).minVersion(levels.min()).maxVersion(levels.max());
    }

    private static ApiVersion advertised(ApiKey key, VersionRange versions) {
        int lowest = key == ApiKey.PRODUCE ? 0 : versions.lowest();
        return new ApiVersion().apiKey(key.id()).minVersion((short) lowest).maxVersion((short) versions.highest());
    }
}
