package dev.gander.testkit.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.permission.ToolPins;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [ToolPins]. Nothing is pinned at first.
public interface ToolPinsContract {
  ToolPins pins();

  /// Spoils what is stored, so that it cannot be read.
  void breakThem();

  @Test
  default void theFirstSightCounts() {
    assertEquals(Map.of(), pins().all());

    assertEquals(pin("a"), pins().keep("x__t", pin("a")));
    assertEquals(pin("a"), pins().keep("x__t", pin("b")));

    assertEquals(Map.of("x__t", pin("a")), pins().all());
  }

  @Test
  default void aNewDecisionReplacesThePin() {
    pins().replace("x__t", pin("a"));
    pins().keep("x__u", pin("u"));
    pins().replace("x__t", pin("b"));

    assertEquals(Map.of("x__t", pin("b"), "x__u", pin("u")), pins().all());
  }

  @Test
  default void textsAndNamesMayBeAnything() {
    ToolPin strange = new ToolPin("\u200b\uDB40\uDC41 \"\n\\", "{\"ü\":\"\u0000\"}", "d");
    pins().keep("", strange);
    pins().keep("ünï \" code\n", pin("x"));

    assertEquals(strange, pins().all().get(""));
    assertEquals(pin("x"), pins().all().get("ünï \" code\n"));
  }

  @Test
  default void manyAtOnceAgreeOnTheFirst() throws Exception {
    List<Callable<ToolPin>> sights =
        IntStream.range(0, 8)
            .<Callable<ToolPin>>mapToObj(i -> () -> pins().keep("x__t", pin("p" + i)))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<ToolPin> seen =
          threads.invokeAll(sights).stream().map(Future::resultNow).distinct().toList();

      assertEquals(List.of(pins().all().get("x__t")), seen);
    }
  }

  @Test
  default void whatCannotBeReadVouchesForNothing() {
    pins().keep("x__t", pin("a"));
    breakThem();

    assertThrows(StorageException.class, () -> pins().all());
    assertThrows(StorageException.class, () -> pins().keep("x__t", pin("a")));
    assertThrows(StorageException.class, () -> pins().replace("x__t", pin("b")));
  }

  private static ToolPin pin(String text) {
    return new ToolPin("says " + text, "{}", "digest of " + text);
  }
}
