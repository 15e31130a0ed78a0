package io.ottla.compat.versions;

import java.util.List;

/** What a driver can have its client do; in the order in which it is best shown. */
public interface ClientDriver {
    List<ClientFeature> features();
}
