package dev.gander.adapters.traces;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Observer.Saying;
import dev.gander.domain.observe.ServerExchange;
import dev.gander.domain.observe.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A span under way. Thread-safe.
final class TracedActivity implements Observed {
  private static final double NANOS = 1e9;

  /// Whole conversations do not fit into what receivers take.
  private static final int LONGEST = 64 << 10;

  private final Span span;
  private final String outcome;
  private final TraceContext place;
  private final UnaryOperator<String> discreet;
  private final boolean contents;
  private final ServerSpans servers;
  private final long begun = System.nanoTime();
  private final AtomicBoolean hasAnswered = new AtomicBoolean();
  private final AtomicBoolean hasEnded = new AtomicBoolean();
  private final AtomicInteger retries = new AtomicInteger();

  /// @param outcome the attribute that tells how it ended
  /// @param servers makes spans inside of this one
  TracedActivity(
      Span span,
      String outcome,
      UnaryOperator<String> discreet,
      boolean contents,
      ServerSpans servers) {
    SpanContext context = span.getSpanContext();
    this.span = span;
    this.outcome = outcome;
    this.place =
        new TraceContext(
            context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex());
    this.discreet = discreet;
    this.servers = servers;
    this.contents = contents && span.isRecording();
  }

  @Override
  public Optional<TraceContext> trace() {
    return Optional.of(place);
  }

  @Override
  public void answers() {
    if (!hasAnswered.get() && hasAnswered.compareAndSet(false, true)) {
      span.setAttribute("gen_ai.response.time_to_first_chunk", (System.nanoTime() - begun) / NANOS);
    }
  }

  @Override
  public void retried() {
    span.setAttribute("gander.inference.retries", retries.incrementAndGet());
  }

  @Override
  public void used(String model, TokenUsage tokens, OptionalDouble cost) {
    span.setAttribute("gen_ai.response.model", model);
    count("gen_ai.usage.input_tokens", tokens.input());
    count("gen_ai.usage.output_tokens", tokens.output());
    count("gen_ai.usage.cache_read.input_tokens", tokens.cacheRead());
    count("gen_ai.usage.cache_write.input_tokens", tokens.cacheWrite());
    cost.ifPresent(price -> span.setAttribute("gander.inference.cost", price));
  }

  private void count(String name, @Nullable Long tokens) {
    if (tokens != null) {
      span.setAttribute(name, tokens);
    }
  }

  @Override
  public void asked(ServerExchange exchange) {
    servers.tell(span, exchange);
  }

  @Override
  public boolean wantsContents() {
    return contents;
  }

  @Override
  public void content(Saying saying, String text) {
    if (contents) {
      String plain = discreet.apply(text);
      span.setAttribute(
          name(saying), plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST));
    }
  }

  private static String name(Saying saying) {
    return switch (saying) {
      case SYSTEM_PROMPT -> "gen_ai.system_instructions";
      case INPUT_MESSAGES -> "gen_ai.input.messages";
      case OUTPUT_MESSAGES -> "gen_ai.output.messages";
      case TOOL_ARGUMENTS -> "gen_ai.tool.call.arguments";
      case TOOL_RESULT -> "gen_ai.tool.call.result";
    };
  }

  @Override
  public void end(String how, Optional<String> error) {
    if (hasEnded.compareAndSet(false, true)) {
      span.setAttribute(outcome, how);
      error.ifPresent(
          kind -> span.setAttribute("error.type", kind).setStatus(StatusCode.ERROR, kind));
      span.end();
    }
  }
}
