package dev.gander.provider.kit.openai;

import dev.gander.provider.kit.service.ServiceClient;
import java.util.List;
import java.util.OptionalInt;

/// Fetches a service's models.
@FunctionalInterface
public interface ModelList {
  List<String> fetch(ServiceClient client) throws InterruptedException;

  /// See [dev.gander.domain.provider.Provider#contextLimit(String)].
  default OptionalInt contextLimit(String model, ServiceClient client) throws InterruptedException {
    return OptionalInt.empty();
  }
}
