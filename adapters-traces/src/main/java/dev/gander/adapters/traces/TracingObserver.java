package dev.gander.adapters.traces;

import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// Makes a span of each activity, and of work on databases inside of one.
final class TracingObserver implements Observer {
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final UnaryOperator<String> conventionalNames;
  private final UnaryOperator<String> discreet;
  private final boolean contents;

  /// @param discreet hides secrets
  /// @param contents whether what was said is wanted
  TracingObserver(
      SdkTracerProvider provider,
      String version,
      UnaryOperator<String> conventionalNames,
      UnaryOperator<String> discreet,
      boolean contents) {
    this.provider = provider;
    this.tracer = provider.tracerBuilder("dev.gander").setInstrumentationVersion(version).build();
    this.conventionalNames = conventionalNames;
    this.discreet = discreet;
    this.contents = contents;
  }

  @Override
  public Observed begin(Activity activity) {
    SpanBuilder span =
        switch (activity) {
          case Activity.Turn(var session, var requestId) ->
              tracer
                  .spanBuilder("invoke_agent goose")
                  .setAttribute("gen_ai.operation.name", "invoke_agent")
                  .setAttribute("gen_ai.agent.name", "goose")
                  .setAttribute("gen_ai.conversation.id", session.value())
                  .setAttribute("gander.turn.id", requestId);
          case Activity.ModelCall(var name, var model, var session) ->
              tracer
                  .spanBuilder("chat " + model)
                  .setSpanKind(SpanKind.CLIENT)
                  .setAttribute("gen_ai.operation.name", "chat")
                  .setAttribute("gen_ai.provider.name", conventionalNames.apply(name))
                  .setAttribute("gen_ai.request.model", model)
                  .setAttribute("gen_ai.conversation.id", session);
          case Activity.ToolCall(var tool, var id) ->
              tracer
                  .spanBuilder("execute_tool " + tool)
                  .setAttribute("gen_ai.operation.name", "execute_tool")
                  .setAttribute("gen_ai.tool.name", tool)
                  .setAllAttributes(
                      id.isEmpty()
                          ? Attributes.empty()
                          : Attributes.of(AttributeKey.stringKey("gen_ai.tool.call.id"), id))
                  .setAttribute("gen_ai.tool.type", "function");
          case Activity.Request(var method, var route) ->
              tracer
                  .spanBuilder(method + " " + route)
                  .setSpanKind(SpanKind.SERVER)
                  .setAttribute("http.request.method", method)
                  .setAttribute("http.route", route);
        };
    span.setParent(parent(Trail.current()));
    String outcome =
        activity instanceof Activity.Request ? "http.response.status_code" : "gander.outcome";
    ServerSpans servers = new ServerSpans(tracer, activity instanceof Activity.ToolCall);
    return new TracedActivity(span.startSpan(), outcome, discreet, contents, servers);
  }

  private static Context parent(Trail trail) {
    Optional<TraceContext> own = trail.trace();
    return own.or(trail::parent)
        .map(place -> Context.root().with(Span.wrap(context(place, own.isEmpty()))))
        .orElse(Context.root());
  }

  private static SpanContext context(TraceContext place, boolean isForeign) {
    TraceFlags flags = TraceFlags.fromHex(place.flags(), 0);
    return isForeign
        ? SpanContext.createFromRemoteParent(
            place.trace(), place.span(), flags, TraceState.getDefault())
        : SpanContext.create(place.trace(), place.span(), flags, TraceState.getDefault());
  }

  @Override
  public void note(Occurrence occurrence) {
    Trail trail = Trail.current();
    if (occurrence
            instanceof
            Occurrence.Stored(var system, var database, var isWrite, var failed, var lasting)
        && trail.trace().isPresent()) {
      String operation = isWrite ? "write" : "read";
      Instant end = Instant.now();
      Span span =
          tracer
              .spanBuilder(operation + " " + database)
              .setSpanKind(SpanKind.CLIENT)
              .setParent(parent(trail))
              .setAttribute("db.system.name", system)
              .setAttribute("db.namespace", database)
              .setAttribute("db.operation.name", operation)
              .setStartTimestamp(end.minus(lasting.isNegative() ? Duration.ZERO : lasting))
              .startSpan();
      if (failed) {
        span.setStatus(StatusCode.ERROR).setAttribute("error.type", "failed");
      }
      span.end(end);
    }
  }

  @Override
  public void watch(Gauge gauge, LongSupplier value) {}

  @Override
  public Optional<Measures> measures(String accept) {
    return Optional.empty();
  }

  /// A receiver that is away would be tried again for as long as its timeout.
  @Override
  public void close() {
    var _ = provider.shutdown().join(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
  }
}
