package dev.gander.adapters.metrics;

import dev.gander.connections.PageServer;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.observe.Unobserved;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Counts and measures.
final class MeasuringObserver implements Observer {
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT");

  /// Those of the conventions: 10 ms to 82 s, each twice the one before.
  private static final Duration[] LONG =
      IntStream.range(0, 14)
          .mapToObj(power -> Duration.ofMillis(10L << power))
          .toArray(Duration[]::new);

  private static final Duration[] SHORT =
      Arrays.stream(new long[] {1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000})
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /// 0.5 tells turns without any from the others.
  private static final double[] CALLS = {0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256};

  private final Map<String, Calls> calls = new ConcurrentHashMap<>();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Map<Gauge, LongSupplier> gauges = new ConcurrentHashMap<>();
  private final UnaryOperator<String> conventionalNames;
  private final KnownNames providers = new KnownNames(50);
  private final KnownNames models = new KnownNames(100);
  private final KnownNames tools = new KnownNames(200);
  private final KnownNames words = new KnownNames(100);
  private @Nullable MetricsPort port;

  MeasuringObserver(UnaryOperator<String> conventionalNames, String version) {
    this.conventionalNames = conventionalNames;
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    io.micrometer.core.instrument.Gauge.builder("gander.build", () -> 1)
        .tags("version", version)
        .register(registry);
  }

  /// Lets others read without a key, until this is closed.
  void serveAt(InetSocketAddress address) throws IOException {
    port = MetricsPort.open(address, PageServer.Limits.USUAL, this);
  }

  @Override
  public Observed begin(Activity activity) {
    return switch (activity) {
      // Measured when they are over.
      case Activity.Request _ -> Unobserved.INSTANCE;
      case Activity.Turn turn -> {
        calls.put(place(turn.session().value(), turn.requestId()), new Calls());
        yield new MeasuredActivity(this, turn);
      }
      case Activity.ModelCall call -> {
        ofThisTurn().models().incrementAndGet();
        yield new MeasuredActivity(this, call);
      }
      case Activity.ToolCall call -> {
        ofThisTurn().tools().incrementAndGet();
        yield new MeasuredActivity(this, call);
      }
    };
  }

  /// How often a turn has called models and tools.
  private record Calls(AtomicLong models, AtomicLong tools) {
    Calls() {
      this(new AtomicLong(), new AtomicLong());
    }
  }

  private static String place(@Nullable String session, @Nullable String turn) {
    return session + " " + turn;
  }

  /// What is called outside of turns, or after one, is counted for none.
  private Calls ofThisTurn() {
    Trail trail = Trail.current();
    Calls known = calls.get(place(trail.session(), trail.turn()));
    return known == null ? new Calls() : known;
  }

  /// A turn is over.
  void tellCalls(Activity.Turn turn) {
    Calls made = calls.remove(place(turn.session().value(), turn.requestId()));
    if (made != null) {
      tell("gen_ai.invoke_agent.inference_calls", made.models().get());
      tell("gen_ai.invoke_agent.tool_calls", made.tools().get());
    }
  }

  private void tell(String name, long count) {
    DistributionSummary.builder(name)
        .serviceLevelObjectives(CALLS)
        .tags("gen_ai.operation.name", "invoke_agent")
        .register(registry)
        .record((double) count);
  }

  @Override
  public void note(Occurrence occurrence) {
    switch (occurrence) {
      case Occurrence.Served(var method, var route, var status, var lasting) ->
          time(
              "http.server.request.duration",
              SHORT,
              lasting,
              Tags.of(
                  "http.request.method",
                  METHODS.contains(method) ? method : "_OTHER",
                  "http.route",
                  route,
                  "http.response.status_code",
                  Integer.toString(status)));
      case Occurrence.Stored(var system, var database, var isWrite, var failed, var lasting) ->
          time(
              "db.client.operation.duration",
              SHORT,
              lasting,
              Tags.of(
                  "db.system.name",
                  system,
                  "db.namespace",
                  database,
                  "db.operation.name",
                  isWrite ? "write" : "read",
                  "error.type",
                  failed ? "failed" : ""));
    }
  }

  @Override
  public void watch(Gauge gauge, LongSupplier value) {
    if (gauges.put(gauge, value) == null) {
      io.micrometer.core.instrument.Gauge.builder(
              name(gauge), () -> gauges.getOrDefault(gauge, () -> 0).getAsLong())
          .register(registry);
    }
  }

  private static String name(Gauge gauge) {
    return switch (gauge) {
      case TURNS_OPEN -> "gander.turns.open";
      case TURNS_STUCK -> "gander.turns.stuck";
      case RUNS_QUEUED -> "gander.runs.queued";
      case STREAMS_OPEN -> "gander.streams.open";
      case WEBHOOKS_WAITING -> "gander.webhooks.waiting";
    };
  }

  @Override
  public Optional<Measures> measures(String accept) {
    boolean isPlain = accept.contains("text/plain") && !accept.contains("openmetrics");
    String type = isPlain ? PLAIN : OPEN_METRICS;
    return Optional.of(new Measures(type, registry.scrape(type)));
  }

  @Override
  public void close() {
    MetricsPort open = port;
    if (open != null) {
      open.close();
    }
    collections.close();
    registry.close();
  }

  /// The labels of a call of a model.
  Tags model(String provider, String model) {
    return Tags.of(
        "gen_ai.operation.name", "chat",
        "gen_ai.provider.name", providers.of(conventionalNames.apply(provider)),
        "gen_ai.request.model", models.of(model));
  }

  Tags tool(String name) {
    return Tags.of("gen_ai.operation.name", "execute_tool", "gen_ai.tool.name", tools.of(name));
  }

  Tags ending(String outcome, Optional<String> error) {
    return Tags.of("gander.outcome", words.of(outcome), "error.type", words.of(error.orElse("")));
  }

  /// Something that may take minutes.
  void time(String name, Duration lasting, Tags tags) {
    time(name, LONG, lasting, tags);
  }

  private void time(String name, Duration[] buckets, Duration lasting, Tags tags) {
    Timer.builder(name)
        .serviceLevelObjectives(buckets)
        .tags(tags)
        .register(registry)
        .record(lasting.isNegative() ? Duration.ZERO : lasting);
  }

  void count(String name, double amount, Tags tags) {
    registry.counter(name, tags).increment(Math.max(0, amount));
  }
}
