package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomChangedTest {
  /// Clocks of this kind may begin anywhere, and overflow.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);

  private JsonObject content = JsonObject.EMPTY;

  @Test
  void aChangeIsSeenWithinASecond() {
    SeldomChanged file = new SeldomChanged(() -> content, nanos::get);
    assertEquals(JsonObject.EMPTY, file.get());

    content = JsonObject.of("GOOSE_MODE", Json.of("chat"));
    nanos.addAndGet(999_999_999);
    assertEquals(JsonObject.EMPTY, file.get());
    nanos.incrementAndGet();
    assertEquals(content, file.get());
  }
}
