package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Integer> exits = new ArrayList<>();
  private final OutOfMemory handler =
      new OutOfMemory(new PrintStream(err, true, UTF_8), exits::add);

  @Test
  void aThreadThatDiesOfItEndsTheProcess() throws Exception {
    dying(new OutOfMemoryError("Java heap space"));

    assertEquals(List.of(3), exits);
    assertEquals(
        "Error: out of memory; the server ends, since it can no longer be relied on\n",
        err.toString(UTF_8));
  }

  @Test
  void aThreadThatDiesOfSomethingElseDoesNot() throws Exception {
    dying(new AssertionError("a bug"));
    dying(new StackOverflowError());

    assertEquals(List.of(), exits);
    assertEquals("", err.toString(UTF_8));
  }

  private void dying(Error cause) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw cause;
            });
    thread.setUncaughtExceptionHandler(handler);
    thread.start();
    thread.join();
  }
}
