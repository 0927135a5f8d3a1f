package dev.gander.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedLinesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MOST = 25;

  @TempDir Path folder;

  @Test
  void noTwoPlacesShareMoreThan25Lines() throws IOException {
    List<Path> files = mainCode();

    assertTrue(files.size() >= 1000, () -> "found only " + files.size() + " files");
    assertEquals(List.of(), CopiedLines.longerThan(MOST, files));
  }

  @Test
  void aCopyIsFoundBehindOtherImportsAndComments() throws IOException {
    List<Path> files =
        List.of(
            source("A", "import java.util.List;", MOST + 1),
            source("B", "/// Another comment.", MOST + 1));

    List<CopiedLines> found = CopiedLines.longerThan(MOST, files);

    assertEquals(List.of(2), found.stream().map(copied -> copied.places().size()).toList());
  }

  @Test
  void whatIsNoLongerThanAllowedIsLeftAlone() throws IOException {
    List<Path> files = List.of(source("A", "", MOST), source("B", "", MOST));

    assertEquals(List.of(), CopiedLines.longerThan(MOST, files));
  }

  /// A class whose body takes so many lines, its braces included.
  private Path source(String name, String before, int lines) throws IOException {
    String text =
        IntStream.range(2, lines)
            .mapToObj(line -> "  int field%d = %d;%n".formatted(line, line))
            .collect(Collectors.joining("", before + "\nclass " + name + " {\n", "}\n"));
    return Files.writeString(folder.resolve(name + ".java"), text);
  }

  private static List<Path> mainCode() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .map(ROOT::relativize)
          .filter(file -> file.toString().contains("src/main/java/"))
          .filter(file -> !file.toString().contains("target/"))
          .map(ROOT::resolve)
          .toList();
    }
  }
}
