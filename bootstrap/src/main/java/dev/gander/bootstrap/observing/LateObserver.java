package dev.gander.bootstrap.observing;

import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.Unobserved;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Tells nobody until an observer has come: what it needs is loaded after the start. What happens
/// before that is not observed. Thread-safe; guards the gauges itself.
public final class LateObserver implements Observer {
  private final Map<Gauge, LongSupplier> gauges = new EnumMap<>(Gauge.class);
  private volatile Observer present = Unobserved.INSTANCE;

  /// From now on this one is told.
  public synchronized void comes(Observer observer) {
    gauges.forEach(observer::watch);
    present = observer;
  }

  @Override
  public Observed begin(Activity activity) {
    return present.begin(activity);
  }

  @Override
  public void note(Occurrence occurrence) {
    present.note(occurrence);
  }

  @Override
  public synchronized void watch(Gauge gauge, LongSupplier value) {
    gauges.put(gauge, value);
    present.watch(gauge, value);
  }

  @Override
  public Optional<Measures> measures(String accept) {
    return present.measures(accept);
  }

  @Override
  public void close() {
    present.close();
  }
}
