package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.api.ErrorCode;

/** Why a request is not granted. */
record Refusal(ErrorCode error, String message) {}
