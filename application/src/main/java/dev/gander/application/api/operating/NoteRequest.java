package dev.gander.application.api.operating;

import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Occurrence;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Tells those who measure what a transport has done. Costs next to nothing if nobody does.
public final class NoteRequest {
  private final Observer observer;

  public NoteRequest(Observer observer) {
    this.observer = observer;
  }

  /// A request was answered.
  ///
  /// @param route the id of the operation; `-` if the request named none
  public void note(String method, String route, int status, Duration lasting) {
    observer.note(new Occurrence.Served(method, route, status, lasting));
  }

  /// @param open how many streams of events are open
  public void watchStreams(LongSupplier open) {
    observer.watch(Gauge.STREAMS_OPEN, open);
  }
}
