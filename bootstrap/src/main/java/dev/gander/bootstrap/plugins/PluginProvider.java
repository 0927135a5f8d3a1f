package dev.gander.bootstrap.plugins;

import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A plug-in's provider, behind a [Guard]. It has the name that it is registered under, whatever it
/// calls itself.
record PluginProvider(String name, Provider provider, Guard guard) implements Provider {
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return new Stream(guard.of(() -> provider.stream(request)), guard);
  }

  @Override
  public List<String> models() throws InterruptedException {
    return guard.of(provider::models);
  }

  @Override
  public OptionalInt contextLimit(String model) throws InterruptedException {
    return guard.of(() -> provider.contextLimit(model));
  }

  @Override
  public Credentials signIn() throws InterruptedException {
    return guard.of(provider::signIn);
  }

  @Override
  public @Nullable String fastModel() {
    return guard
        .promptly("fastModel", () -> Optional.ofNullable(provider.fastModel()))
        .orElse(null);
  }

  @Override
  public boolean callsTools(String model) throws InterruptedException {
    return guard.of(() -> provider.callsTools(model));
  }

  @Override
  public boolean managesOwnContext() {
    return guard.promptly("managesOwnContext", provider::managesOwnContext);
  }

  @Override
  public boolean isAgent() {
    return guard.promptly("isAgent", provider::isAgent);
  }

  @Override
  public void close() {
    guard.run(provider::close);
  }

  record Stream(ProviderStream stream, Guard guard) implements ProviderStream {
    @Override
    public Optional<Delta> next() throws InterruptedException {
      return guard.of(stream::next);
    }

    @Override
    public boolean beforeWaiting(Runnable action) {
      return guard.promptly("beforeWaiting", () -> stream.beforeWaiting(action));
    }

    @Override
    public void answer(String id, ConfirmationAction answer) {
      guard.run(() -> stream.answer(id, answer));
    }

    @Override
    public void close() {
      guard.run(stream::close);
    }
  }
}
