package dev.gander.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Maven chooses tests by name: what is called otherwise compiles and never runs.
class TestNamesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEST =
      Pattern.compile("^ *@(?:\\w*Test|Property|Example|TestFactory)\\b", Pattern.MULTILINE);

  @Test
  void whatHasTestsIsRun() throws IOException {
    List<String> withTests = filesWithTests();

    assertTrue(withTests.size() >= 300, () -> "found only " + withTests.size() + " files");
    assertEquals(
        List.of(),
        withTests.stream().filter(file -> !file.matches(".*(Test|IT)\\.java")).toList(),
        "name them …Test, or …IT if they need the image");
  }

  private static List<String> filesWithTests() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().matches(".*/src/test/java/.*\\.java"))
          .filter(file -> TEST.matcher(text(file)).find())
          .map(file -> ROOT.relativize(file).toString())
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
