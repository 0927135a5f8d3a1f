package dev.gander.application.observe;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.provider.ProviderRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells the observer of each model call, and remembers the last one that failed. Thread-safe.
public final class ModelCalls {
  private final Observer observer;
  private final ModelCatalog catalog;
  private final Function<Json, String> writer;
  private final Clock clock;
  private volatile @Nullable Failure last;

  public ModelCalls(
      Observer observer, ModelCatalog catalog, Function<Json, String> writer, Clock clock) {
    this.observer = observer;
    this.catalog = catalog;
    this.writer = writer;
    this.clock = clock;
  }

  /// @param kind of failure, such as `rate_limited`
  public record Failure(String provider, String kind, Instant at) {}

  /// The most recent failure since the start; empty if there was none.
  public Optional<Failure> lastFailure() {
    return Optional.ofNullable(last);
  }

  public Observer observer() {
    return observer;
  }

  OpenModelCall open(String provider, ProviderRequest request, Observed observed) {
    return new OpenModelCall(this, provider, request, observed);
  }

  void failed(String provider, ProviderException failure) {
    last = new Failure(provider, kind(failure), clock.instant());
  }

  ModelCatalog catalog() {
    return catalog;
  }

  String write(Json value) {
    return writer.apply(value);
  }

  /// `RateLimited` becomes `rate_limited`.
  static String kind(ProviderException failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=.)([A-Z])", "_$1")
        .toLowerCase(Locale.ROOT);
  }
}
