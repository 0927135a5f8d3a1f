package dev.gander.application.api.operating;

import dev.gander.domain.observe.Observer;
import java.util.Optional;

/// Reads all that was measured.
public final class ReadMeasures {
  private final Observer observer;

  public ReadMeasures(Observer observer) {
    this.observer = observer;
  }

  /// As text; empty if nothing is measured.
  ///
  /// @param accept which forms whoever asks understands, as in the header `Accept`
  public Optional<Observer.Measures> read(String accept) {
    return observer.measures(accept);
  }
}
