package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;

/// Understands how a service reports failures. [StatusErrors#of] knows the usual ways.
@FunctionalInterface
public interface RefusalReader {
  ProviderException read(ServiceRefusal refusal);
}
