package dev.gander.adapters.persistence.settings;

import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A file with settings of the machine. Whether it has changed is looked up at most once a second:
/// a turn looks up some thirty settings, and asking for the date of a file takes longest. Any
/// thread.
final class SeldomChanged implements Supplier<JsonObject> {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Supplier<JsonObject> file;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Look> last = new AtomicReference<>();

  private record Look(long time, JsonObject content) {}

  SeldomChanged(Supplier<JsonObject> file) {
    this(file, System::nanoTime);
  }

  SeldomChanged(Supplier<JsonObject> file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
  }

  @Override
  public JsonObject get() {
    long now = nanos.getAsLong();
    Look known = last.get();
    if (known != null && now - known.time < PAUSE) {
      return known.content;
    }
    Look fresh = new Look(now, file.get());
    // Whoever was faster may have seen a later state: it must not go back.
    return last.compareAndSet(known, fresh) ? fresh.content : get();
  }
}
