package io.ottla.broker.api.updatefeatures;

import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Controller;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.UpdateFeatures;
import io.ottla.controller.decide.UpdateFeatures.Update;
import io.ottla.controller.decide.UpdateFeatures.UpgradeType;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.UpdateFeaturesRequest;
import io.ottla.wire.message.UpdateFeaturesRequest.FeatureUpdateKey;
import io.ottla.wire.message.UpdateFeaturesResponse;
import io.ottla.wire.message.UpdateFeaturesResponse.UpdatableFeatureResult;
import java.util.List;
import java.util.Optional;

/** UpdateFeatures, versions 0 to 2: all levels that are asked for, or none. The answer comes when they are final. */
public final class UpdateFeaturesHandler implements ApiHandler<UpdateFeaturesRequest, UpdateFeaturesResponse> {
    /**
     * Earlier requests can say only that a level may fall, which the reference's controller does not look at: to it, they all ask
     * for a rise.
     */
    private static final int FIRST_VERSION_WITH_UPGRADE_TYPE = 1;

    /** Earlier responses say of every feature that all is well, by that name as the reference does. */
    private static final int FIRST_VERSION_WITHOUT_RESULTS = 2;

    private final Controller controller;

    public UpdateFeaturesHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public ApiKey key() {
        return ApiKey.UPDATE_FEATURES;
    }

    @Override
    public UpdateFeaturesRequest read(WireReader body, int version) {
        return UpdateFeaturesRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, UpdateFeaturesRequest request, Responder<UpdateFeaturesResponse> responder) {
        List<Update> updates = request.featureUpdates().stream()
                .map(key -> new Update(key.feature(), key.maxVersionLevel(), type(key, context.apiVersion())))
                .toList();
        controller.submit(
                new UpdateFeatures(updates, request.validateOnly()),
                new ControllerAnswer<>(responder, done -> done(context, request), error -> failed(error)));
    }

    private static UpgradeType type(FeatureUpdateKey key, short apiVersion) {
        if (apiVersion < FIRST_VERSION_WITH_UPGRADE_TYPE) {
            return UpgradeType.UPGRADE;
        }
        return UpgradeType.of(key.upgradeType());
    }

    private static UpdateFeaturesResponse done(RequestContext context, UpdateFeaturesRequest request) {
        UpdateFeaturesResponse response = new UpdateFeaturesResponse().errorMessage(null);
        if (context.apiVersion() < FIRST_VERSION_WITHOUT_RESULTS) {
            response.results(request.featureUpdates().stream()
                    .map(key ->
                            new UpdatableFeatureResult().feature(key.feature()).errorMessage(ErrorCode.NONE.name()))
                    .toList());
        }
        return response;
    }

    @Override
    public Optional<UpdateFeaturesResponse> failure(
            RequestContext context, UpdateFeaturesRequest request, ErrorCode error) {
        return Optional.of(failed(new ApiError(error, null)));
    }

    @Override
    public void countErrors(UpdateFeaturesResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.results().forEach(result -> errors.error(result.errorCode()));
    }

    private static UpdateFeaturesResponse failed(ApiError error) {
        return new UpdateFeaturesResponse().errorCode(error.code().code()).errorMessage(error.message());
    }
}
