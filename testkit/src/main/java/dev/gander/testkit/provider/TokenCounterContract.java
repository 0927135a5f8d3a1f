package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gander.domain.message.TokenCounter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  /// What huge texts are made of: blanks and none, letters of all kinds.
  List<String> UNITS = List.of("a", " ", "!", "東京都", "aB3+", "the lazy dog. ");

  TokenCounter counter();

  private long count(String text) throws InterruptedException {
    return counter().count(text, Long.MAX_VALUE);
  }

  @Test
  default void nothingHasNoTokens() throws Exception {
    assertEquals(0, count(""));
  }

  @Test
  default void everyTextHasOneAndNoMoreThanBytes() throws Exception {
    for (String text : TEXTS) {
      long count = count(text);
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      // Java encodes half a surrogate pair as one byte, others as three.
      int most = Math.max(bytes, 3 * text.length());
      assertTrue(count >= 1 && count <= most, () -> text + " has " + count);
    }
  }

  @Test
  default void proseHasAboutATokenForFourLetters() throws Exception {
    String prose = "The quick brown fox jumps over the lazy dog. ".repeat(100);
    long count = count(prose);
    assertTrue(count > prose.length() / 8 && count < prose.length() / 2, () -> "has " + count);
  }

  @Test
  default void aCountIsExactAsFarAsItIsAskedFor() throws Exception {
    for (String text : List.of("one two three four five six", "one two three ".repeat(50_000))) {
      long all = count(text);
      assertEquals(all, counter().count(text, all));
      assertTrue(counter().count(text, all - 1) > all - 1);
      assertTrue(counter().count(text, 0) > 0);
    }
  }

  @Test
  default void aLongTextIsNotCountedOnceThereIsEnough() throws Exception {
    String text = "one two three ".repeat(50_000);

    assertTrue(counter().count(text, 100) < count(text) / 4);
  }

  /// Half a second's work, by the processor's time; slow machines with much to do have needed 2.4
  /// seconds. Counted to their end, 5 MB without a blank took 27.
  @Test
  default void aHugeTextCostsLittleTimeAndMemory() throws Exception {
    count("warm");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (String unit : UNITS) {
      String text = unit.repeat(20_000_000 / unit.length());
      long memory = threads.getCurrentThreadAllocatedBytes();
      long time = threads.getCurrentThreadCpuTime();

      long count = count(text);

      long took = (threads.getCurrentThreadCpuTime() - time) / 1_000_000;
      long used = (threads.getCurrentThreadAllocatedBytes() - memory) / text.length();
      assertTrue(took < 8_000 && used < 100, unit + " took " + took + " ms, " + used + " a char");
      assertTrue(count >= 20_000_000 / 200 && count <= 3 * 20_000_000, unit + " has " + count);
    }
  }

  @Test
  default void anInterruptedThreadCountsNoFurther() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(InterruptedException.class, () -> count("one two three ".repeat(50_000)));
      assertFalse(Thread.currentThread().isInterrupted(), "the flag is taken");
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  default void manyThreadsCountAtOnce() throws Exception {
    Callable<List<Long>> counting =
        () -> {
          List<Long> counts = new ArrayList<>();
          for (String text : TEXTS) {
            counts.add(count(text));
          }
          return counts;
        };
    List<Long> counts = counting.call();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> all =
          threads.invokeAll(Stream.generate(() -> counting).limit(8).toList());
      for (Future<List<Long>> each : all) {
        assertEquals(counts, each.get());
      }
    }
  }
}
