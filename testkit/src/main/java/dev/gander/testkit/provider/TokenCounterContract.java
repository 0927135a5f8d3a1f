package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.TokenCounter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of every [TokenCounter].
public interface TokenCounterContract {
  List<String> TEXTS =
      List.of(
          "a",
          " ",
          "\n\n\t",
          "The quick brown fox jumps over the lazy dog.",
          "{\"command\":\"ls -la\",\"n\":[1,2.5,null]}",
          "Größe, naïve, ½",
          "東京都 здравствуйте مرحبا",
          "👩‍👩‍👧‍👦🏳️‍🌈",
          "<|endoftext|>",
          "\u0000\uFFFF",
          "half \uD83D of a pair",
          "\uDC00");

  TokenCounter counter();

  @Test
  default void nothingHasNoTokens() {
    assertEquals(0, counter().count(""));
  }

  @Test
  default void everyTextHasOneAndNoMoreThanBytes() {
    for (String text : TEXTS) {
      int count = counter().count(text);
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      // Java encodes half a surrogate pair as one byte, others as three.
      int most = Math.max(bytes, 3 * text.length());
      assertTrue(count >= 1 && count <= most, () -> text + " has " + count);
    }
  }

  @Test
  default void proseHasAboutATokenForFourLetters() {
    String prose = "The quick brown fox jumps over the lazy dog. ".repeat(100);
    int count = counter().count(prose);
    assertTrue(count > prose.length() / 8 && count < prose.length() / 2, () -> "has " + count);
  }

  @Test
  default void aLongTextWithoutAnyBreakTakesNoForever() {
    counter().count("warm");
    for (String letter : List.of("a", " ", "é", "!", "0")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> counter().count(letter.repeat(300_000)));
    }
  }

  @Test
  default void manyThreadsCountAtOnce() throws Exception {
    List<Integer> counts = TEXTS.stream().map(counter()::count).toList();
    Callable<List<Integer>> counting = () -> TEXTS.stream().map(counter()::count).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Integer>>> all =
          threads.invokeAll(Stream.generate(() -> counting).limit(8).toList());
      for (Future<List<Integer>> each : all) {
        assertEquals(counts, each.get());
      }
    }
  }
}
