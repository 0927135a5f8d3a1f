package dev.gander.testkit;

import dev.gander.domain.session.IdSource;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that count up: `00000000-0000-0000-0000-000000000001` and so on. Thread-safe.
public final class FixedIds implements IdSource {
  private final AtomicLong last = new AtomicLong();

  @Override
  public String uuid() {
    return "00000000-0000-0000-0000-%012d".formatted(last.incrementAndGet());
  }
}
