package dev.gander.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.files.AtomicFile.Access;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rule: what is stored is whole after a power failure. The order of the calls shows it, since
/// no test can cut the power.
@DisabledOnOs(OS.WINDOWS)
class DurableFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aFileIsFlushedBeforeItIsRenamedAndItsFolderAfterwards(Access access) throws IOException {
    TracedDisk disk = new TracedDisk(Files.createDirectory(folder.resolve("data")));
    Path file = disk.folder().resolve("file");

    AtomicFile.write(file, bytes("first"), access);
    AtomicFile.write(file, bytes("second"), access);

    List<String> once = List.of("write TMP", "flush TMP", "rename TMP to file", "flush data");
    assertEquals(once, steps(disk).subList(0, 4), "a new file");
    assertEquals(once, steps(disk).subList(4, 8), "one that exists");
    assertEquals("second", Files.readString(folder.resolve("data/file")));
  }

  @Test
  void aReplacedLinkIsFlushedLikeAFile() throws IOException {
    TracedDisk disk = new TracedDisk(Files.createDirectory(folder.resolve("data")));

    AtomicFile.replace(disk.folder().resolve("file"), bytes("x"), Access.OWNER);

    assertEquals(
        List.of("write TMP", "flush TMP", "rename TMP to file", "flush data"), steps(disk));
  }

  @Test
  void aFileOfSomebodyElseIsFlushedBeforeItIsPutInPlace() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("copy.tmp"), "new");
    TracedDisk disk = new TracedDisk(data);

    AtomicFile.putInPlace(disk.folder().resolve("copy.tmp"), disk.folder().resolve("copy"));

    assertEquals(List.of("flush copy.tmp", "rename copy.tmp to copy", "flush data"), steps(disk));
  }

  @Test
  void aNewFileOfTheOwnerIsFlushed() throws IOException {
    TracedDisk disk = new TracedDisk(folder);

    PrivateFiles.create(disk.folder().resolve("key"), bytes("x"));

    assertEquals(List.of("write key", "flush key"), steps(disk));
  }

  /// A user's file is replaced atomically too, but not flushed.
  @Test
  void aRewriteIsOneRename() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    TracedDisk disk = new TracedDisk(folder);

    AtomicFile.rewrite(disk.folder().resolve(file.getFileName().toString()), bytes("new"));

    assertEquals("new", Files.readString(file));
    assertTrue(disk.steps().getLast().matches("rename \\S+ to file"), disk.steps()::toString);
  }

  @Test
  void aReaderSeesTheOldOrTheNewContentWheneverItLooks() throws Exception {
    Path file = folder.resolve("file");
    byte[] odd = bytes("1".repeat(100_000));
    byte[] even = bytes("2".repeat(50_000));
    AtomicFile.write(file, even, Access.OWNER);
    AtomicInteger reads = new AtomicInteger();
    FutureTask<String> reader = new FutureTask<>(() -> firstTornRead(file, reads));
    Thread thread = Thread.ofPlatform().daemon().start(reader);
    for (int i = 0; (i < 200 || reads.get() < 100) && !reader.isDone(); i++) {
      AtomicFile.write(file, i % 2 == 0 ? odd : even, Access.OWNER);
    }
    assertFalse(reader.isDone(), () -> "a reader saw a file that was " + reader.resultNow());
    thread.interrupt();
    assertEquals("", reader.get(20, TimeUnit.SECONDS));
  }

  /// Reads until it is interrupted.
  private static String firstTornRead(Path file, AtomicInteger reads) throws IOException {
    while (!Thread.currentThread().isInterrupted()) {
      String content;
      try {
        content = read(file);
      } catch (FileNotFoundException _) {
        return "missing";
      }
      reads.incrementAndGet();
      if (content.length() != (content.startsWith("1") ? 100_000 : 50_000)) {
        return "incomplete: " + content.length();
      }
    }
    return "";
  }

  /// Not through a channel, which an interrupt closes.
  private static String read(Path file) throws IOException {
    try (var bytes = new FileInputStream(file.toFile())) {
      return new String(bytes.readAllBytes(), UTF_8);
    }
  }

  /// The steps, without the random part of the names of temporary files.
  private static List<String> steps(TracedDisk disk) {
    return disk.steps().stream()
        .map(step -> step.replaceAll("file\\.tmp\\.\\d+\\.[0-9a-f]{8}", "TMP"))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
