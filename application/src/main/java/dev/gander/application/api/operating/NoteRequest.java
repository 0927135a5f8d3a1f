package dev.gander.application.api.operating;

import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.Unobserved;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Is told by a transport of each request. Costs next to nothing if nobody measures.
public final class NoteRequest {
  private static final Set<String> PROBES =
      Set.of("status", "health_live", "health_ready", "read_metrics");

  private final Observer observer;
  private final Idleness idleness = new Idleness();

  public NoteRequest(Observer observer) {
    this.observer = observer;
  }

  /// A request to an operation begins. Probes are no activity: one each second would be a trace
  /// each second.
  public Observed begin(String method, String route) {
    if (PROBES.contains(route)) {
      return Unobserved.INSTANCE;
    }
    idleness.interrupt();
    return observer.begin(new Activity.Request(method, route));
  }

  /// Works on the answer to a request, probes included.
  public <T> T working(Supplier<T> work) {
    return idleness.during(work);
  }

  /// How long nobody has asked for anything: zero while an answer is worked on, or else the time
  /// since the latest request began or was over that is no probe. A stream that is open does not
  /// count.
  public Duration idle() {
    return idleness.lasting();
  }

  /// A request was answered.
  ///
  /// @param route the id of the operation; `-` if the request named none
  public void note(String method, String route, int status, Duration lasting) {
    if (!PROBES.contains(route)) {
      idleness.interrupt();
    }
    observer.note(new Occurrence.Served(method, route, status, lasting));
  }

  /// @param open how many streams of events are open
  public void watchStreams(LongSupplier open) {
    observer.watch(Gauge.STREAMS_OPEN, open);
  }
}
