package io.ottla.broker.quota;

import io.ottla.controller.image.ClientQuotaKey;
import io.ottla.controller.image.ClientQuotasImage;

/** The limits that hold now. Immutable. */
record QuotaBook(Limits produced, Limits fetched, Limits requestTime) {
    static final QuotaBook EMPTY = of(ClientQuotasImage.EMPTY);

    static QuotaBook of(ClientQuotasImage image) {
        return new QuotaBook(
                Limits.of(image, ClientQuotaKey.PRODUCER_BYTE_RATE),
                Limits.of(image, ClientQuotaKey.CONSUMER_BYTE_RATE),
                Limits.of(image, ClientQuotaKey.REQUEST_PERCENTAGE));
    }
}
