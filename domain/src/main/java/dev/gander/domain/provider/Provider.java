package dev.gander.domain.provider;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.signin.Credentials;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A configured model service. Any number of threads may use it at once.
///
/// It may be a program of this machine that is an agent itself: with tools of its own, which it
/// runs as the request's [WorkContext] allows. For a request without one it does nothing but
/// answer.
public interface Provider extends AutoCloseable {
  /// The name it is registered under, as in `acme`.
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

  /// How many tokens of context the service itself says that a model has; empty if it does not say.
  /// It may have to be asked, which takes some seconds at most, and not again once it has answered.
  ///
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  default OptionalInt contextLimit(String model) throws InterruptedException {
    return OptionalInt.empty();
  }

  /// Lets the user sign in to the service with the browser, and waits for that, some minutes at
  /// most. Tokens that are kept already go on holding until what this gives is kept.
  ///
  /// @return what is to be kept, so that the next provider of this kind can be used
  /// @throws dev.gander.domain.error.ProviderException `ExecutionError` if one does not sign in to
  ///   it; any other if that failed. Its text holds no secret
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  default Credentials signIn() throws InterruptedException {
    throw new ProviderException.ExecutionError(
        "OAuth configuration not supported by this provider", null);
  }

  /// The model for small tasks such as naming a session; null when the service has none, so that
  /// the main model does them. It may depend on the settings: a server that imitates another
  /// service need not have its models.
  default @Nullable String fastModel() {
    return null;
  }

  /// Whether the service keeps its context within bounds itself, so that we never compact (1.36 and
  /// newer).
  default boolean managesOwnContext() {
    return false;
  }

  /// Whether it is an agent with tools of its own, so that even a small question takes a whole
  /// program to answer. It does not call the request's tools.
  default boolean isAgent() {
    return false;
  }

  /// Lets go of what is kept between two answers, such as a program that runs. Answers under way go
  /// on, and it can still be asked; it just keeps nothing from then on. Any thread, any number of
  /// times.
  @Override
  default void close() {}
}
