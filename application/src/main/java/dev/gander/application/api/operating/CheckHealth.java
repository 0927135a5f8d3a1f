package dev.gander.application.api.operating;

import dev.gander.application.api.operating.HealthReport.Part;
import dev.gander.application.observe.ModelCalls;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.Vitals;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// Says how the server is, within two seconds whatever happens, and without asking a model.
public final class CheckHealth {
  private final BooleanSupplier stopping;
  private final HealthLook look;
  private final String version;

  /// @param stuck how many turns do not get on
  /// @param leastFree in bytes, below which the disk counts as full
  /// @param stopping whether the server is about to end
  public record Parts(
      Vitals vitals,
      ActiveModel active,
      ModelCalls calls,
      IntSupplier stuck,
      LongSupplier leastFree,
      BooleanSupplier stopping) {}

  /// @param threads run a look, which blocks
  /// @param nanos as [System#nanoTime()]
  public CheckHealth(Parts parts, Executor threads, LongSupplier nanos, String version) {
    this.stopping = parts.stopping();
    this.look = new HealthLook(parts, threads, nanos);
    this.version = version;
  }

  /// Whether the process does anything at all: one that cannot say so is worth a restart.
  public HealthReport live() {
    return new HealthReport(
        List.of(new Part("process", true, JsonObject.builder().put("version", version).build())));
  }

  /// Whether clients should be sent here.
  ///
  /// @throws InterruptedException if interrupted while looking
  public HealthReport ready() throws InterruptedException {
    return stopping.getAsBoolean()
        ? new HealthReport(List.of(new Part("shutdown", false, JsonObject.EMPTY)))
        : new HealthReport(look.parts());
  }
}
