package dev.gander.domain.observe;

import dev.gander.domain.model.TokenUsage;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// Nobody measures.
public enum Unobserved implements Observer, Observer.Observed {
  INSTANCE;

  @Override
  public Observed begin(Activity activity) {
    return this;
  }

  @Override
  public void note(Occurrence occurrence) {}

  @Override
  public void watch(Gauge gauge, LongSupplier value) {}

  @Override
  public Optional<Measures> measures(String accept) {
    return Optional.empty();
  }

  @Override
  public void close() {}

  @Override
  public Optional<TraceContext> trace() {
    return Optional.empty();
  }

  @Override
  public void answers() {}

  @Override
  public void retried() {}

  @Override
  public void used(String model, TokenUsage tokens, OptionalDouble cost) {}

  @Override
  public void asked(ServerExchange exchange) {}

  @Override
  public boolean wantsContents() {
    return false;
  }

  @Override
  public void content(Saying saying, String text) {}

  @Override
  public void end(String outcome, Optional<String> error) {}
}
