package dev.gander.domain.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A configured model service. Any number of threads may use it at once.
public interface Provider {
  /// The name it is registered under, as in `openai`.
  String name();

  /// Asks the model. May block until the service has accepted the request, retries included.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the service refuses or cannot be reached
  ///   after the retries that the failure is worth
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  ProviderStream stream(ProviderRequest request) throws InterruptedException;

  /// The names of the models that the service offers now, in its order.
  ///
  /// @throws dev.gander.domain.error.ProviderException `Unsupported` if it has no such list, or any
  ///   other failure of the service
  List<String> models() throws InterruptedException;

  /// The model for small tasks such as naming a session; null when the service has none, so that
  /// the main model does them. It may depend on the settings: a stand-in for OpenAI has no
  /// `gpt-4o-mini`.
  default @Nullable String fastModel() {
    return null;
  }

  /// Whether the service keeps its context within bounds itself, so that we never compact (1.36 and
  /// newer).
  default boolean managesOwnContext() {
    return false;
  }
}
