package dev.gander.domain.provider;

import dev.gander.domain.provider.signin.Credentials;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A provider that wraps another one and delegates to it whatever it does not override.
public interface ForwardingProvider extends Provider {
  /// The wrapped provider.
  Provider inner();

  @Override
  default String name() {
    return inner().name();
  }

  @Override
  default ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return inner().stream(request);
  }

  @Override
  default List<String> models() throws InterruptedException {
    return inner().models();
  }

  @Override
  default OptionalInt contextLimit(String model) throws InterruptedException {
    return inner().contextLimit(model);
  }

  @Override
  default Credentials signIn() throws InterruptedException {
    return inner().signIn();
  }

  @Override
  default @Nullable String fastModel() {
    return inner().fastModel();
  }

  @Override
  default boolean callsTools(String model) throws InterruptedException {
    return inner().callsTools(model);
  }

  @Override
  default boolean managesOwnContext() {
    return inner().managesOwnContext();
  }

  @Override
  default boolean isAgent() {
    return inner().isAgent();
  }

  @Override
  default void close() {
    inner().close();
  }
}
