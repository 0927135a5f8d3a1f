package dev.gander.application.api.operating;

import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.Unobserved;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Tells those who measure what a transport has done. Costs next to nothing if nobody does.
public final class NoteRequest {
  private static final Set<String> PROBES =
      Set.of("status", "health_live", "health_ready", "read_metrics");

  private final Observer observer;
  private final AtomicInteger underWay = new AtomicInteger();

  /// Of the system's own clock; when this was made, as long as there was none.
  private volatile long latest = System.nanoTime();

  public NoteRequest(Observer observer) {
    this.observer = observer;
  }

  /// A request to an operation begins. Probes are no activity: one each second would be a trace
  /// each second.
  public Observed begin(String method, String route) {
    if (PROBES.contains(route)) {
      return Unobserved.INSTANCE;
    }
    latest = System.nanoTime();
    return observer.begin(new Activity.Request(method, route));
  }

  /// Works on the answer to a request, probes included.
  public <T> T working(Supplier<T> work) {
    underWay.incrementAndGet();
    try {
      return work.get();
    } finally {
      underWay.decrementAndGet();
    }
  }

  /// How long nobody has asked for anything: zero while an answer is worked on, or else the time
  /// since the latest request began or was over that is no probe. A stream that is open does not
  /// count.
  public Duration idle() {
    return underWay.get() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - latest);
  }

  /// A request was answered.
  ///
  /// @param route the id of the operation; `-` if the request named none
  public void note(String method, String route, int status, Duration lasting) {
    if (!PROBES.contains(route)) {
      latest = System.nanoTime();
    }
    observer.note(new Occurrence.Served(method, route, status, lasting));
  }

  /// @param open how many streams of events are open
  public void watchStreams(LongSupplier open) {
    observer.watch(Gauge.STREAMS_OPEN, open);
  }
}
