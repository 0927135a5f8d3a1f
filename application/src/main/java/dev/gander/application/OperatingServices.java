package dev.gander.application;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.operating.AdjustLog;
import dev.gander.application.api.operating.CheckHealth;
import dev.gander.application.api.operating.ListNodes;
import dev.gander.application.api.operating.NoteRequest;
import dev.gander.application.api.operating.PlaceSession;
import dev.gander.application.api.operating.ReadMeasures;
import dev.gander.application.observe.ModelCalls;
import dev.gander.application.run.Runs;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.application.turn.TurnWatch;
import dev.gander.application.turn.Turns;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.session.SessionStore;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// What operators look at, assembled on its ports.
final class OperatingServices {
  private static final long USUAL_LEAST_FREE = 100;

  private final Ports.Operating ports;
  private final TypedSettings settings;

  OperatingServices(Ports.Operating ports, TypedSettings settings) {
    this.ports = ports;
    this.settings = settings;
  }

  /// Lets those who measure read how much there is of everything.
  void watch(Turns turns, TurnWatch watch, Runs runs) {
    ports.observer().watch(Gauge.TURNS_OPEN, turns::count);
    ports.observer().watch(Gauge.TURNS_STUCK, watch::stuck);
    ports.observer().watch(Gauge.RUNS_QUEUED, runs::queued);
  }

  UseCases.Operating useCases(
      ActiveModel active,
      ModelCalls calls,
      TurnWatch watch,
      SessionStore sessions,
      TurnPlaces places,
      BooleanSupplier stopping,
      Executor threads,
      String version) {
    return new UseCases.Operating(
        new CheckHealth(
            new CheckHealth.Parts(
                ports.vitals(), active, calls, watch::stuck, this::leastFree, stopping),
            threads,
            System::nanoTime,
            version),
        new AdjustLog(ports.levels()),
        new NoteRequest(ports.observer()),
        new ReadMeasures(ports.observer()),
        new ListNodes(ports.nodes()),
        new PlaceSession(sessions, places, ports.nodes()));
  }

  /// `GANDER_HEALTH_LEAST_DISK` in mebibytes. Settings that cannot be read must not make a server
  /// unhealthy that works.
  private long leastFree() {
    long mebibytes;
    try {
      mebibytes = settings.integer("GANDER_HEALTH_LEAST_DISK").orElse(USUAL_LEAST_FREE);
    } catch (InvalidInput | StorageException _) {
      mebibytes = USUAL_LEAST_FREE;
    }
    return Math.clamp(mebibytes, 0, Long.MAX_VALUE >> 20) << 20;
  }
}
