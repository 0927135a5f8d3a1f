package dev.gander.domain.provider;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.signin.Credentials;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A configured model service. Thread-safe.
///
/// It may be a local program that is itself an agent, with its own tools, which it uses as far as
/// the request's [WorkContext] allows. For a request without one it only answers.
public interface Provider extends AutoCloseable {
  /// The name it is registered under, such as `acme`.
  String name();

  /// Sends the request to the model. May block until the service has accepted it, retries included.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the service rejects the request or cannot
  ///   be reached, after any retries appropriate to the failure
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  ProviderStream stream(ProviderRequest request) throws InterruptedException;

  /// The names of the models that the service currently offers, in its order.
  ///
  /// @throws dev.gander.domain.error.ProviderException `Unsupported` if the service has no such
  ///   list, or any other failure of the service
  List<String> models() throws InterruptedException;

  /// A model's context limit in tokens as reported by the service itself; empty if it reports none.
  /// May query the service, which takes a few seconds at most, and is not repeated once it has
  /// answered.
  ///
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  default OptionalInt contextLimit(String model) throws InterruptedException {
    return OptionalInt.empty();
  }

  /// Lets the user sign in to the service with the browser, and waits for that, a few minutes at
  /// most. Stored tokens stay valid until the result is stored.
  ///
  /// @return the credentials to store, so that the next provider of this kind can be used
  /// @throws dev.gander.domain.error.ProviderException `ExecutionError` if the provider has no
  ///   sign-in; any other type if the sign-in failed. Its text contains no secret
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  default Credentials signIn() throws InterruptedException {
    throw new ProviderException.ExecutionError(
        "OAuth configuration not supported by this provider", null);
  }

  /// The model for small tasks such as naming a session; null if the service has none, so that the
  /// main model is used. It may depend on the settings: a service that imitates another need not
  /// have the same models.
  default @Nullable String fastModel() {
    return null;
  }

  /// Whether a model can be told about tools and call them. Otherwise they are described to it in
  /// words, and no request to it may contain any. True also for a model that does not exist.
  ///
  /// @throws InterruptedException if the thread was interrupted
  default boolean callsTools(String model) throws InterruptedException {
    return true;
  }

  /// Whether the service itself keeps its context within bounds, so that we never compact (1.36 and
  /// newer).
  default boolean managesOwnContext() {
    return false;
  }

  /// Whether it is an agent with its own tools, so that even a small request runs a whole program.
  /// It does not call the request's tools.
  default boolean isAgent() {
    return false;
  }

  /// Releases resources kept between two answers, such as a running program. Answers in progress
  /// continue, and further requests are possible, but nothing is kept from then on. Thread-safe and
  /// idempotent.
  @Override
  default void close() {}
}
