package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;

/// Interprets a service's failures. [StatusErrors#of] covers the usual forms.
@FunctionalInterface
public interface RefusalReader {
  ProviderException read(ServiceRefusal refusal);
}
