package dev.gander.adapters.metrics;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.ServerExchange;
import dev.gander.domain.observe.TraceContext;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// An activity whose duration is measured. Thread-safe.
final class MeasuredActivity implements Observer.Observed {
  private static final String USAGE = "gen_ai.client.inference.usage.";

  private final MeasuringObserver observer;
  private final Activity activity;
  private final long begun = System.nanoTime();
  private final AtomicBoolean hasAnswered = new AtomicBoolean();
  private final AtomicBoolean hasEnded = new AtomicBoolean();
  private final AtomicBoolean isCounted = new AtomicBoolean();

  MeasuredActivity(MeasuringObserver observer, Activity activity) {
    this.observer = observer;
    this.activity = activity;
  }

  private Duration lasting() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public Optional<TraceContext> trace() {
    return Optional.empty();
  }

  @Override
  public void answers() {
    if (activity instanceof Activity.ModelCall(var provider, var model, _)
        && hasAnswered.compareAndSet(false, true)) {
      observer.time(
          "gen_ai.client.inference.time_to_first_chunk",
          lasting(),
          observer.model(provider, model));
    }
  }

  @Override
  public void retried() {
    if (activity instanceof Activity.ModelCall(var provider, var model, _)) {
      observer.count("gander.inference.retries", 1, observer.model(provider, model));
    }
  }

  @Override
  public void used(String answering, TokenUsage tokens, OptionalDouble cost) {
    if (activity instanceof Activity.ModelCall(var provider, var model, _)
        && isCounted.compareAndSet(false, true)) {
      Tags labels = observer.model(provider, model);
      count("input_tokens", tokens.input(), labels);
      count("output_tokens", tokens.output(), labels);
      count("cache_read.input_tokens", tokens.cacheRead(), labels);
      count("cache_write.input_tokens", tokens.cacheWrite(), labels);
      observer.count("gander.inference.cost", cost.orElse(0), labels.and("currency", "USD"));
    }
  }

  /// By the conventions a call whose counts are unknown counts with none.
  private void count(String kind, @Nullable Long tokens, Tags labels) {
    observer.count(
        USAGE + kind,
        tokens == null ? 0.0 : tokens.doubleValue(),
        labels.and("gen_ai.token.modality", tokens == null ? "unknown" : "text"));
  }

  @Override
  public void asked(ServerExchange exchange) {}

  @Override
  public boolean wantsContents() {
    return false;
  }

  @Override
  public void content(Observer.Saying saying, String text) {}

  @Override
  public void end(String outcome, Optional<String> error) {
    if (hasEnded.compareAndSet(false, true)) {
      Tags ending = observer.ending(outcome, error);
      switch (activity) {
        case Activity.Turn turn -> {
          observer.time(
              "gen_ai.invoke_agent.duration",
              lasting(),
              ending.and("gen_ai.operation.name", "invoke_agent"));
          observer.tellCalls(turn);
        }
        case Activity.ModelCall(var provider, var model, _) ->
            observer.time(
                "gen_ai.client.inference.duration",
                lasting(),
                ending.and(observer.model(provider, model)));
        case Activity.ToolCall(var tool, _) ->
            observer.time(
                "gen_ai.execute_tool.duration", lasting(), ending.and(observer.tool(tool)));
        case Activity.Request _ -> {
          // Measured when it is over.
        }
      }
    }
  }
}
