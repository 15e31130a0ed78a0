package io.ottla.broker.api.describeuserscramcredentials;

import io.ottla.broker.api.OnceOnly;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.SecurityImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeUserScramCredentialsRequest;
import io.ottla.wire.message.DescribeUserScramCredentialsResponse;
import io.ottla.wire.message.DescribeUserScramCredentialsResponse.CredentialInfo;
import io.ottla.wire.message.DescribeUserScramCredentialsResponse.DescribeUserScramCredentialsResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * DescribeUserScramCredentials, version 0 (KIP-554): the mechanisms and iterations of users' credentials. There is no way to make
 * any here; those that a data folder brings with it are shown. Administrators' tools ask for them along with users' quotas.
 */
public final class DescribeUserScramCredentialsHandler
        implements ApiHandler<DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsResponse> {
    private final Supplier<ClusterImage> images;

    public DescribeUserScramCredentialsHandler(Supplier<ClusterImage> images) {
        this.images = images;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_USER_SCRAM_CREDENTIALS;
    }

    @Override
    public DescribeUserScramCredentialsRequest read(WireReader body, int version) {
        return DescribeUserScramCredentialsRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context,
            DescribeUserScramCredentialsRequest request,
            Responder<DescribeUserScramCredentialsResponse> responder) {
        SecurityImage security = images.get().security();
        List<DescribeUserScramCredentialsResult> results = new ArrayList<>();
        OnceOnly<String> users = new OnceOnly<>();
        if (request.users() == null || request.users().isEmpty()) {
            allUsers(security).forEach(users::add);
        } else {
            request.users().forEach(user -> users.add(user.name()));
        }
        users.once().forEach(user -> results.add(described(user, security)));
        users.repeated()
                .forEach(user -> results.add(failed(
                        user,
                        ErrorCode.DUPLICATE_RESOURCE,
                        "Cannot describe SCRAM credentials for the same user twice in a single request: " + user)));
        responder.send(new DescribeUserScramCredentialsResponse().results(results));
    }

    private static Stream<String> allUsers(SecurityImage security) {
        return security.scram().keySet().stream()
                .map(SecurityImage.ScramUser::name)
                .distinct()
                .sorted();
    }

    private static DescribeUserScramCredentialsResult described(String user, SecurityImage security) {
        List<CredentialInfo> credentials = new ArrayList<>();
        security.scram().forEach((key, credential) -> {
            if (key.name().equals(user)) {
                credentials.add(new CredentialInfo().mechanism(key.mechanism()).iterations(credential.iterations()));
            }
        });
        return credentials.isEmpty()
                ? failed(
                        user,
                        ErrorCode.RESOURCE_NOT_FOUND,
                        "Attempt to describe a user credential that does not exist: " + user)
                : new DescribeUserScramCredentialsResult().user(user).credentialInfos(credentials);
    }

    private static DescribeUserScramCredentialsResult failed(String user, ErrorCode error, String message) {
        return new DescribeUserScramCredentialsResult()
                .user(user)
                .errorCode(error.code())
                .errorMessage(message);
    }

    @Override
    public Optional<DescribeUserScramCredentialsResponse> failure(
            RequestContext context, DescribeUserScramCredentialsRequest request, ErrorCode error) {
        return Optional.of(new DescribeUserScramCredentialsResponse().errorCode(error.code()));
    }

    @Override
    public void countErrors(DescribeUserScramCredentialsResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.results().forEach(result -> errors.error(result.errorCode()));
    }
}
