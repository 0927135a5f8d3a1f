package dev.gander.adapters.analyze.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.analyze.files.SourceReader.Look;
import dev.gander.adapters.analyze.source.Counts;
import dev.gander.adapters.analyze.source.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final List<SourceFile> files = new ArrayList<>();

  private SourceReader reader(long maxBytes) {
    return new SourceReader(2, maxBytes, MINUTE, MINUTE);
  }

  private void file(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    add(file, content.length);
  }

  private void add(Path file, long size) {
    files.add(SourceFile.of(file, file.getFileName(), Language.PYTHON, size));
  }

  @Test
  void readsEachFileOnceAndInOrder() throws Exception {
    for (int i = 0; i < 50; i++) {
      file("f" + i + ".py", ("def f" + i + "(): pass\n").repeat(i).getBytes(UTF_8));
    }
    List<Long> functions =
        reader(10_000).read(files, Look.COUNTS).stream()
            .map(file -> file.content().orElseThrow().functions())
            .toList();
    assertEquals(IntStream.range(0, 50).mapToObj(i -> (long) i).toList(), functions);
  }

  @Test
  void saysWhyAFileIsNotPartOfTheAnswer() throws Exception {
    file("large.py", "x = 1\n".repeat(100).getBytes(UTF_8));
    file("binary.py", new byte[] {'a', 0, 'b'});
    add(folder.resolve("gone.py"), 1);
    add(Files.createDirectory(folder.resolve("folder.py")), 1);
    file("fine.py", new byte[0]);
    var why = reader(599).read(files, Look.COUNTS).stream().map(ReadFile::skipped).toList();
    assertEquals(
        Arrays.asList(
            Skipped.TOO_LARGE, Skipped.NOT_TEXT, Skipped.UNREADABLE, Skipped.UNREADABLE, null),
        why);
    assertEquals(
        Optional.of(new Counts(100, 0, 0)),
        reader(600).read(files.subList(0, 1), Look.COUNTS).getFirst().content());
  }

  @Test
  void leavesOutTheFilesForWhichThereIsNoTime() throws Exception {
    file("a.py", new byte[0]);
    var noTime = new SourceReader(2, 100, MINUTE, Duration.ZERO).read(files, Look.COUNTS);
    assertEquals(Skipped.NO_TIME, noTime.getFirst().skipped());

    var slow = reader(100).read(files, (_, _, _) -> Optional.<Counts>empty());
    assertEquals(Skipped.TOO_SLOW, slow.getFirst().skipped());
  }

  @Test
  void whatALookThrowsIsThrown() throws Exception {
    file("a.py", new byte[0]);
    Look<Counts> broken =
        (_, _, _) -> {
          throw new UnsatisfiedLinkError("no such library");
        };
    assertThrows(UnsatisfiedLinkError.class, () -> reader(100).read(files, broken));
    assertEquals(List.of(), reader(100).read(List.of(), broken));
  }
}
