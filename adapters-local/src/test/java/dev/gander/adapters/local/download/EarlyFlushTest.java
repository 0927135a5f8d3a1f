package dev.gander.adapters.local.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyFlushTest {
  @TempDir Path folder;
  private final CountDownLatch slow = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private Path file;

  @BeforeEach
  void create() throws IOException {
    file = Files.createFile(folder.resolve("a.part"));
  }

  @FunctionalInterface
  private interface Flushing {
    void flush() throws IOException;
  }

  private EarlyFlush flushing(Flushing action) {
    Disk disk =
        new Disk() {
          @Override
          public long usable(Path place) {
            return Long.MAX_VALUE;
          }

          @Override
          public void flush(FileChannel channel) throws IOException {
            begun.incrementAndGet();
            action.flush();
            ended.incrementAndGet();
          }
        };
    return new EarlyFlush(file, 0, disk);
  }

  private EarlyFlush slowFlush() {
    return flushing(
        () -> {
          try {
            slow.await();
          } catch (InterruptedException e) {
            throw (InterruptedIOException) new InterruptedIOException().initCause(e);
          }
        });
  }

  @Test
  void whatHasArrivedIsFlushedBeforeTheEnd() throws Exception {
    try (EarlyFlush flush = flushing(() -> {})) {
      flush.advance(EarlyFlush.STEP);
      Eventually.holds(() -> ended.get() == 1);

      flush.advance(2 * EarlyFlush.STEP);
      Eventually.holds(() -> ended.get() == 2);
    }
  }

  @Test
  void whatComesDuringAFlushIsFlushedByAnother() throws Exception {
    try (EarlyFlush flush = slowFlush()) {
      flush.advance(EarlyFlush.STEP);
      Eventually.holds(() -> begun.get() == 1);
      flush.advance(EarlyFlush.STEP + 1);
      flush.finish();
      slow.countDown();

      flush.await();

      assertEquals(2, ended.get());
    }
  }

  @Test
  void smallFileIsLeftToItsEnd() throws Exception {
    try (EarlyFlush flush = flushing(() -> {})) {
      flush.advance(EarlyFlush.STEP - 1);

      flush.await();

      assertEquals(0, begun.get());
    }
  }

  @Test
  void diskThatFailsIsNoticedByTheWriterAndAtTheEnd() throws Exception {
    try (EarlyFlush flush =
        flushing(
            () -> {
              throw new IOException("Input/output error");
            })) {
      flush.advance(EarlyFlush.STEP);

      assertEquals(
          "Input/output error", assertThrows(IOException.class, flush::await).getMessage());
      assertThrows(IOException.class, () -> flush.advance(2 * EarlyFlush.STEP));
    }
  }

  @Test
  void closingWaitsForNothing() throws Exception {
    EarlyFlush flush = slowFlush();
    flush.advance(EarlyFlush.STEP);
    flush.advance(2 * EarlyFlush.STEP);
    Eventually.holds(() -> begun.get() == 1);

    flush.close();
    assertEquals(0, ended.get());

    slow.countDown();
    flush.await();
    assertEquals(1, ended.get());
  }
}
