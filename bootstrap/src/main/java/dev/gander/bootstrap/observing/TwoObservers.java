package dev.gander.bootstrap.observing;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.ServerExchange;
import dev.gander.domain.observe.TraceContext;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// Tells two observers.
public record TwoObservers(Observer first, Observer second) implements Observer {

  @Override
  public Observed begin(Activity activity) {
    return new Both(first.begin(activity), second.begin(activity));
  }

  @Override
  public void note(Occurrence occurrence) {
    first.note(occurrence);
    second.note(occurrence);
  }

  @Override
  public void watch(Gauge gauge, LongSupplier value) {
    first.watch(gauge, value);
    second.watch(gauge, value);
  }

  @Override
  public Optional<Measures> measures(String accept) {
    return first.measures(accept).or(() -> second.measures(accept));
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }

  private record Both(Observed first, Observed second) implements Observed {
    @Override
    public Optional<TraceContext> trace() {
      return first.trace().or(second::trace);
    }

    @Override
    public void answers() {
      first.answers();
      second.answers();
    }

    @Override
    public void retried() {
      first.retried();
      second.retried();
    }

    @Override
    public void used(String model, TokenUsage tokens, OptionalDouble cost) {
      first.used(model, tokens, cost);
      second.used(model, tokens, cost);
    }

    @Override
    public void asked(ServerExchange exchange) {
      first.asked(exchange);
      second.asked(exchange);
    }

    @Override
    public boolean wantsContents() {
      return first.wantsContents() || second.wantsContents();
    }

    @Override
    public void content(Saying saying, String text) {
      first.content(saying, text);
      second.content(saying, text);
    }

    @Override
    public void end(String outcome, Optional<String> error) {
      first.end(outcome, error);
      second.end(outcome, error);
    }
  }
}
