package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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
  void theProcessEndsEvenIfItCannotSayWhy() throws Exception {
    PrintStream mute =
        new PrintStream(err, true, UTF_8) {
          @Override
          public void write(byte[] bytes, int from, int length) {
            throw new OutOfMemoryError("no room for words");
          }
        };

    dying(new OutOfMemory(mute, exits::add), new OutOfMemoryError("Java heap space"));

    assertEquals(List.of(3), exits);
  }

  /// The JVM does not try to initialize a class twice.
  @Test
  void aClassThatItCostsEndsTheProcess() {
    handler.logged(new IllegalStateException(failureOf(() -> Costly.USED.length())));
    assertEquals(List.of(3), exits, "the first use");

    Throwable later = failureOf(() -> Costly.USED.length());
    assertInstanceOf(NoClassDefFoundError.class, later);
    handler.logged(later);
    assertEquals(List.of(3, 3), exits, "the second use");
  }

  @Test
  void workThatHadNoMemoryDoesNotEndTheProcess() {
    handler.logged(new OutOfMemoryError("Java heap space"));
    handler.logged(new IllegalStateException(new OutOfMemoryError("Java heap space")));
    handler.logged(failureOf(() -> Broken.USED.length()));
    handler.logged(failureOf(() -> Broken.USED.length()));
    handler.logged(new NoClassDefFoundError("some/Library"));
    Throwable cause = new IllegalStateException("one");
    cause.initCause(new IllegalStateException("another", cause));
    handler.logged(cause);

    assertEquals(List.of(), exits);
  }

  private static final class Costly {
    static final String USED = fail(new OutOfMemoryError("Java heap space"));
  }

  private static final class Broken {
    static final String USED = fail(new AssertionError("a bug"));
  }

  private static String fail(Error error) {
    // Made here, so that it tells of the initializer.
    error.fillInStackTrace();
    throw error;
  }

  private static Throwable failureOf(Executable use) {
    return assertThrows(Throwable.class, use);
  }

  @Test
  void aThreadThatDiesOfSomethingElseDoesNot() throws Exception {
    dying(new AssertionError("a bug"));
    dying(new StackOverflowError());

    assertEquals(List.of(), exits);
    assertEquals("", err.toString(UTF_8));
  }

  private void dying(Error cause) throws InterruptedException {
    dying(handler, cause);
  }

  private static void dying(OutOfMemory handler, Error cause) throws InterruptedException {
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
