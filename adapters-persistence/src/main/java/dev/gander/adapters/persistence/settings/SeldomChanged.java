package dev.gander.adapters.persistence.settings;

import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Settings that belong to the machine, which are looked at once a second: they are asked for some
/// thirty times a turn, and looking whether a file has changed takes longer than all else about
/// that. Any thread.
final class SeldomChanged implements Supplier<JsonObject> {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Supplier<JsonObject> file;
  private final LongSupplier nanos;
  private volatile @Nullable Look last;

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
    Look known = last;
    if (known == null || now - known.time >= PAUSE) {
      known = new Look(now, file.get());
      last = known;
    }
    return known.content;
  }
}
