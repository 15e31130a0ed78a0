package io.ottla.broker.api.describeclientquotas;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.image.ClientQuotasImage.Entity;
import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeClientQuotasRequest;
import io.ottla.wire.message.DescribeClientQuotasResponse;
import io.ottla.wire.message.DescribeClientQuotasResponse.EntityData;
import io.ottla.wire.message.DescribeClientQuotasResponse.EntryData;
import io.ottla.wire.message.DescribeClientQuotasResponse.ValueData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** DescribeClientQuotas, versions 0 and 1 (KIP-546): the quotas of the entities that a filter matches, sorted by entity and key. */
public final class DescribeClientQuotasHandler
        implements ApiHandler<DescribeClientQuotasRequest, DescribeClientQuotasResponse> {
    private final Supplier<ClusterImage> images;

    public DescribeClientQuotasHandler(Supplier<ClusterImage> images) {
        this.images = images;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_CLIENT_QUOTAS;
    }

    @Override
    public DescribeClientQuotasRequest read(WireReader body, int version) {
        return DescribeClientQuotasRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            DescribeClientQuotasRequest request,
            Responder<DescribeClientQuotasResponse> responder) {
        Optional<ApiError> refusal = QuotaFilter.refusalOf(request);
        if (refusal.isPresent()) {
            responder.send(refused(refusal.get()));
            return;
        }
        QuotaFilter filter = new QuotaFilter(request);
        List<EntryData> entries = new ArrayList<>();
        images.get().quotas().byEntity().forEach((entity, quotas) -> {
            if (filter.matches(entity)) {
                entries.add(entry(entity, quotas));
            }
        });
        responder.send(new DescribeClientQuotasResponse().entries(entries));
    }

    private static EntryData entry(Entity entity, Map<String, Double> quotas) {
        List<ValueData> values = new ArrayList<>();
        quotas.forEach((key, value) -> values.add(new ValueData().key(key).value(value)));
        return new EntryData()
                .entity(entity.parts().stream()
                        .map(part -> new EntityData()
                                .entityType(part.type())
                                .entityName(part.name().orElse(null)))
                        .toList())
                .values(values);
    }

    private static DescribeClientQuotasResponse refused(ApiError error) {
        return new DescribeClientQuotasResponse()
                .errorCode(error.code().code())
                .errorMessage(error.message())
                .entries(null);
    }

    @Override
    public Optional<DescribeClientQuotasResponse> failure(
            RequestContext context, DescribeClientQuotasRequest request, ErrorCode error) {
        return Optional.of(refused(new ApiError(error, null)));
    }

    @Override
    public void countErrors(DescribeClientQuotasResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
    }
}
