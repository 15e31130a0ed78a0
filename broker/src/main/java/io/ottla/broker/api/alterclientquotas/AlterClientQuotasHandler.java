package io.ottla.broker.api.alterclientquotas;

import io.ottla.broker.api.ControllerAnswer;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.net.HostLookup;
import io.ottla.controller.Controller;
import io.ottla.controller.decide.AlterClientQuotas;
import io.ottla.controller.decide.AlterClientQuotas.Alteration;
import io.ottla.controller.decide.AlterClientQuotas.Op;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.image.ClientQuotasImage.Entity;
import io.ottla.controller.image.ClientQuotasImage.Part;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.AlterClientQuotasRequest;
import io.ottla.wire.message.AlterClientQuotasResponse;
import io.ottla.wire.message.AlterClientQuotasResponse.EntityData;
import io.ottla.wire.message.AlterClientQuotasResponse.EntryData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AlterClientQuotas, versions 0 and 1 (KIP-546): sets and removes quotas of users, client ids, both together, and addresses. One
 * answer for each entity, in the order of their first mention.
 */
public final class AlterClientQuotasHandler implements ApiHandler<AlterClientQuotasRequest, AlterClientQuotasResponse> {
    private final Controller controller;

    public AlterClientQuotasHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public ApiKey key() {
        return ApiKey.ALTER_CLIENT_QUOTAS;
    }

    @Override
    public AlterClientQuotasRequest read(WireReader body, int version) {
        return AlterClientQuotasRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, AlterClientQuotasRequest request, Responder<AlterClientQuotasResponse> responder) {
        List<Alteration> alterations = request.entries().stream()
                .map(AlterClientQuotasHandler::alteration)
                .toList();
        HostLookup.unknownAmong(
                hosts(alterations),
                unknownHosts -> controller.submit(
                        new AlterClientQuotas(alterations, unknownHosts, request.validateOnly()),
                        new ControllerAnswer<>(
                                responder,
                                AlterClientQuotasHandler::response,
                                error -> response(allFail(alterations, error)))));
    }

    private static Alteration alteration(AlterClientQuotasRequest.EntryData entry) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (AlterClientQuotasRequest.EntityData part : entry.entity()) {
            // Of a type that is named twice, the last mention counts.
            parts.put(part.entityType(), new Part(part.entityType(), Optional.ofNullable(part.entityName())));
        }
        List<Op> ops = entry.ops().stream()
                .map(op -> new Op(op.key(), op.remove() ? Optional.empty() : Optional.of(op.value())))
                .toList();
        return new Alteration(new Entity(List.copyOf(parts.values())), ops);
    }

    private static List<String> hosts(List<Alteration> alterations) {
        return alterations.stream()
                .flatMap(alteration -> alteration.entity().parts().stream())
                .filter(part -> part.type().equals(Part.IP))
                .flatMap(part -> part.name().stream())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Map<Entity, Optional<ApiError>> allFail(List<Alteration> alterations, ApiError error) {
        Map<Entity, Optional<ApiError>> outcomes = new LinkedHashMap<>();
        alterations.forEach(alteration -> outcomes.put(alteration.entity(), Optional.of(error)));
        return outcomes;
    }

    private static AlterClientQuotasResponse response(Map<Entity, Optional<ApiError>> outcomes) {
        return new AlterClientQuotasResponse()
                .entries(outcomes.entrySet().stream()
                        .map(outcome -> entry(outcome.getKey(), outcome.getValue()))
                        .toList());
    }

    private static EntryData entry(Entity entity, Optional<ApiError> error) {
        return new EntryData()
                .errorCode(error.map(ApiError::code).orElse(ErrorCode.NONE).code())
                .errorMessage(error.map(ApiError::message).orElse(null))
                .entity(entity.parts().stream()
                        .map(part -> new EntityData()
                                .entityType(part.type())
                                .entityName(part.name().orElse(null)))
                        .toList());
    }

    @Override
    public Optional<AlterClientQuotasResponse> failure(
            RequestContext context, AlterClientQuotasRequest request, ErrorCode error) {
        List<Alteration> alterations = request.entries().stream()
                .map(AlterClientQuotasHandler::alteration)
                .toList();
        return Optional.of(response(allFail(alterations, new ApiError(error, null))));
    }

    @Override
    public void countErrors(AlterClientQuotasResponse response, ErrorSink errors) {
        response.entries().forEach(entry -> errors.error(entry.errorCode()));
    }
}
