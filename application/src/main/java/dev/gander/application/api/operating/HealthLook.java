package dev.gander.application.api.operating;

import dev.gander.application.api.operating.HealthReport.Part;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.DiskSpace;
import dev.gander.domain.observe.StoreState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Looks at what the server cannot do without. One look serves all who ask within a second, since
/// strangers may ask as often as they like, and one that hangs is not followed by another.
/// Thread-safe; guards itself.
final class HealthLook {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CheckHealth.Parts parts;
  private final Executor threads;
  private final LongSupplier nanos;
  private @Nullable FutureTask<List<Part>> look;
  private long begun;

  /// @param threads run a look, which blocks
  /// @param nanos as [System#nanoTime()]
  HealthLook(CheckHealth.Parts parts, Executor threads, LongSupplier nanos) {
    this.parts = parts;
    this.threads = threads;
    this.nanos = nanos;
  }

  List<Part> parts() throws InterruptedException {
    try {
      return present().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return List.of(problem("examination", "no answer within " + PATIENCE.toSeconds() + " s"));
    } catch (ExecutionException e) {
      return List.of(problem("examination", String.valueOf(e.getCause())));
    }
  }

  private synchronized FutureTask<List<Part>> present() {
    long now = nanos.getAsLong();
    FutureTask<List<Part>> last = look;
    if (last != null && (!last.isDone() || now - begun < FRESH)) {
      return last;
    }
    FutureTask<List<Part>> next = new FutureTask<>(this::examine);
    look = next;
    begun = now;
    threads.execute(next);
    return next;
  }

  private List<Part> examine() {
    List<Part> found = new ArrayList<>();
    found.add(database());
    found.add(disk());
    found.add(provider());
    found.add(
        part("turns", true, JsonObject.builder().put("stuck", parts.stuck().getAsInt()).build()));
    return found;
  }

  private Part database() {
    List<StoreState> stores = parts.vitals().stores();
    return part(
        "database",
        stores.stream().allMatch(StoreState::isSound),
        JsonObject.of("databases", JsonArray.of(stores, HealthLook::write)));
  }

  private static Json write(StoreState store) {
    return JsonObject.builder()
        .put("name", store.name())
        .put("opened", store.isOpen())
        .put("writable", store.isWritable())
        .putOrNull("problem", store.problem())
        .build();
  }

  private Part disk() {
    try {
      DiskSpace disk = parts.vitals().disk();
      long least = parts.leastFree().getAsLong();
      return part(
          "disk",
          disk.free() >= least,
          JsonObject.builder()
              .put("free_bytes", disk.free())
              .put("total_bytes", disk.total())
              .put("least_free_bytes", least)
              .build());
    } catch (GanderException e) {
      return problem("disk", e.text());
    }
  }

  /// Information only: a server without a model, or whose service is away, still has to be reached
  /// to do something about it.
  private Part provider() {
    JsonObject.Builder data = JsonObject.builder();
    try {
      ActiveModel.Choice choice = parts.active().current();
      data.put("configured", choice.provider() != null)
          .putOrNull("provider", choice.provider())
          .putOrNull("model", choice.model());
    } catch (GanderException e) {
      data.put("configured", false).put("problem", e.text());
    }
    parts
        .calls()
        .lastFailure()
        .ifPresent(
            failure ->
                data.put(
                    "last_failure",
                    JsonObject.builder()
                        .put("provider", failure.provider())
                        .put("kind", failure.kind())
                        .put("at", failure.at().toString())
                        .build()));
    return part("provider", true, data.build());
  }

  private static Part problem(String name, String why) {
    return part(name, false, JsonObject.builder().put("problem", why).build());
  }

  private static Part part(String name, boolean isUp, JsonObject data) {
    return new Part(name, isUp, data);
  }
}
