package dev.gander.adapters.persistence.sqlite;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseThreadsTest {
  private final DatabaseThreads threads =
      new DatabaseThreads(
          new DatabaseFile("test database", Path.of("/none/test.db")),
          cause -> new StorageException("failed: " + cause.getMessage(), cause));
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void goOn() {
    goOn.countDown();
  }

  private static <T> FutureTask<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  private Thread thatWaits() throws InterruptedException {
    inside.countDown();
    goOn.await();
    return Thread.currentThread();
  }

  private <T> T write(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    return threads.write(() -> complete(result, work), result);
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Exception e) {
      result.completeExceptionally(e);
    }
  }

  @Test
  void aSoleCallerMakesItsCallsItself() {
    Thread caller = Thread.currentThread();
    assertSame(caller, threads.read(Thread::currentThread));
    assertSame(caller, write(Thread::currentThread));
    assertSame(caller, threads.soon(() -> Optional.of(Thread.currentThread())).orElseThrow());
    assertSame(caller, threads.atOnce(() -> Optional.of(Thread.currentThread())).orElseThrow());
    assertSame(caller, threads.read(Thread::currentThread), "again");
  }

  @Test
  void whatMayHaveToWaitDoesSoApart() {
    assertEquals("test.db-writer1", threads.writeApart(Thread::currentThread).getName());
  }

  @Test
  void whoeverComesMeanwhileWaitsForAPlatformThread() throws Exception {
    FutureTask<Thread> first = begin(() -> threads.read(this::thatWaits));
    inside.await();
    assertEquals("test.db-reader1", threads.read(Thread::currentThread).getName());
    assertEquals("test.db-writer1", write(Thread::currentThread).getName());
    goOn.countDown();
    assertTrue(first.get(30, SECONDS).isVirtual());
    assertSame(Thread.currentThread(), threads.read(Thread::currentThread), "alone again");
  }

  @Test
  void oneWritesAtATime() throws Exception {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    FutureTask<Boolean> first =
        begin(
            () ->
                write(
                    () -> {
                      var _ = thatWaits();
                      return done.add("first");
                    }));
    inside.await();
    FutureTask<Boolean> second = begin(() -> write(() -> done.add("second")));
    assertThrows(TimeoutException.class, () -> second.get(50, MILLISECONDS));
    assertEquals(Optional.empty(), threads.soon(() -> Optional.of("soon")));
    assertEquals(Optional.empty(), threads.atOnce(() -> Optional.of("at once")));
    assertEquals("read", threads.read(() -> "read"), "reading goes on");
    goOn.countDown();
    assertTrue(first.get(30, SECONDS));
    assertTrue(second.get(30, SECONDS));
    assertEquals(List.of("first", "second"), done);
  }

  @Test
  void aWriteIsUnderWayForItsOwnThreadToo() throws Exception {
    assertEquals(Optional.empty(), write(() -> threads.atOnce(() -> Optional.of("at once"))));
  }

  @Test
  void whatIsWrittenForOthersTooIsNotInterrupted() {
    Thread.currentThread().interrupt();
    assertFalse(write(() -> Thread.currentThread().isInterrupted()));
    assertTrue(Thread.interrupted(), "the caller still is");
    Thread.currentThread().interrupt();
    assertFalse(threads.read(() -> Thread.currentThread().isInterrupted()));
    assertTrue(Thread.interrupted());
    Thread.currentThread().interrupt();
    assertEquals(Optional.empty(), threads.soon(() -> Optional.of("at once")));
    assertTrue(Thread.interrupted());
  }

  @Test
  void aFailureIsToldAlikeOnEveryThread() throws Exception {
    Callable<String> failing =
        () -> {
          throw new IOException("no disk");
        };
    assertEquals("failed: no disk", failure(() -> threads.read(failing)));
    assertEquals("failed: no disk", failure(() -> threads.writeApart(failing)));
    assertEquals("failed: no disk", failure(() -> write(failing)));
    var _ = begin(() -> threads.read(this::thatWaits));
    inside.await();
    assertEquals("failed: no disk", failure(() -> threads.read(failing)));
    assertEquals("failed: no disk", failure(() -> write(failing)));
  }

  private static String failure(Callable<?> call) {
    return assertThrows(StorageException.class, call::call).text();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theEndWaitsForWhatIsUnderWay(boolean isWrite) throws Exception {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    Callable<Boolean> work =
        () -> {
          var _ = thatWaits();
          return done.add("work");
        };
    FutureTask<Boolean> underWay = begin(() -> isWrite ? write(work) : threads.read(work));
    inside.await();
    FutureTask<Boolean> end =
        begin(
            () -> {
              threads.end(() -> done.add("last"));
              return done.add("closed");
            });
    assertThrows(TimeoutException.class, () -> end.get(50, MILLISECONDS));
    goOn.countDown();
    assertTrue(end.get(30, SECONDS));
    assertTrue(underWay.get(30, SECONDS));
    assertEquals("closed", done.getLast());
    assertTrue(!isWrite || done.getFirst().equals("work"), "the last write is the last one");
    String closed = "The test database /none/test.db is closed";
    assertEquals(closed, failure(() -> threads.read(() -> "read")));
    assertEquals(closed, failure(() -> write(() -> "written")));
    assertEquals(closed, failure(() -> threads.writeApart(() -> "written")));
    assertEquals(closed, failure(() -> threads.soon(() -> Optional.of("soon"))));
    assertEquals(closed, failure(() -> threads.atOnce(() -> Optional.of("at once"))));
  }
}
