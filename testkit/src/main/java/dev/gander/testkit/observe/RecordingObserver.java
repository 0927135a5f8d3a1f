package dev.gander.testkit.observe;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.ServerExchange;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Remembers what it is told, and traces everything.
public final class RecordingObserver implements Observer {
  private final List<Seen> activities = new CopyOnWriteArrayList<>();
  private final List<Occurrence> occurrences = new CopyOnWriteArrayList<>();
  private final Map<Gauge, LongSupplier> gauges = new EnumMap<>(Gauge.class);
  private final AtomicInteger spans = new AtomicInteger();

  /// An activity, as far as it has got.
  public static final class Seen implements Observed {
    private final Activity activity;
    private final Optional<TraceContext> parent;
    private final TraceContext place;
    private final AtomicInteger retries = new AtomicInteger();
    private final List<ServerExchange> exchanges = new CopyOnWriteArrayList<>();
    private final Map<Saying, String> contents = new EnumMap<>(Saying.class);
    private volatile boolean hasAnswered;
    private volatile @Nullable String usedModel;
    private volatile TokenUsage tokens = TokenUsage.UNKNOWN;
    private volatile OptionalDouble cost = OptionalDouble.empty();
    private volatile @Nullable String outcome;
    private volatile Optional<String> error = Optional.empty();

    private Seen(Activity activity, Optional<TraceContext> parent, TraceContext place) {
      this.activity = activity;
      this.parent = parent;
      this.place = place;
    }

    public Activity activity() {
      return activity;
    }

    public Optional<TraceContext> parent() {
      return parent;
    }

    public boolean hasAnswered() {
      return hasAnswered;
    }

    public int retries() {
      return retries.get();
    }

    public @Nullable String usedModel() {
      return usedModel;
    }

    public TokenUsage tokens() {
      return tokens;
    }

    public OptionalDouble cost() {
      return cost;
    }

    public synchronized Map<Saying, String> contents() {
      return Map.copyOf(contents);
    }

    /// Null while it is under way.
    public @Nullable String outcome() {
      return outcome;
    }

    public Optional<String> error() {
      return error;
    }

    @Override
    public Optional<TraceContext> trace() {
      return Optional.of(place);
    }

    @Override
    public void answers() {
      hasAnswered = true;
    }

    @Override
    public void retried() {
      retries.incrementAndGet();
    }

    @Override
    public void used(String model, TokenUsage used, OptionalDouble price) {
      usedModel = model;
      tokens = used;
      cost = price;
    }

    @Override
    public void asked(ServerExchange exchange) {
      exchanges.add(exchange);
    }

    public List<ServerExchange> exchanges() {
      return List.copyOf(exchanges);
    }

    @Override
    public boolean wantsContents() {
      return true;
    }

    @Override
    public synchronized void content(Saying saying, String text) {
      contents.put(saying, text);
    }

    @Override
    public synchronized void end(String how, Optional<String> problem) {
      if (outcome == null) {
        outcome = how;
        error = problem;
      }
    }
  }

  public List<Seen> activities() {
    return List.copyOf(activities);
  }

  public List<Occurrence> occurrences() {
    return List.copyOf(occurrences);
  }

  public synchronized long gauge(Gauge gauge) {
    return gauges.getOrDefault(gauge, () -> 0).getAsLong();
  }

  @Override
  public Observed begin(Activity activity) {
    Optional<TraceContext> parent = Trail.current().parent();
    String trace = parent.map(TraceContext::trace).orElse("0af7651916cd43dd8448eb211c80319c");
    String span = "%016x".formatted(spans.incrementAndGet());
    Seen seen = new Seen(activity, parent, new TraceContext(trace, span, "01"));
    activities.add(seen);
    return seen;
  }

  @Override
  public void note(Occurrence occurrence) {
    occurrences.add(occurrence);
  }

  @Override
  public synchronized void watch(Gauge gauge, LongSupplier value) {
    gauges.put(gauge, value);
  }

  @Override
  public void close() {}

  @Override
  public Optional<Measures> measures(String accept) {
    return Optional.of(
        new Measures("text/plain", "%d %d\n".formatted(activities.size(), occurrences.size())));
  }
}
