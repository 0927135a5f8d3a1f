package dev.gander.bootstrap.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The sizes that the documents name, of the image and of the part that runs models, are still
/// about right.
class ImageSizeIT {
  private static final Path IMAGE =
      Path.of(System.getProperty("gander.image", "target/image")).toAbsolutePath();
  private static final Path LIBRARIES = IMAGE.resolve("lib/on-demand");
  private static final double TOLERANCE = 0.1;

  @Test
  void readmeNamesTheImagesSizeWithAndWithoutLocalModels() throws IOException {
    MatchResult sizes = said("README.md", "engine is (\\d+) MB of the image's (\\d+) MB");

    assertAbout(
        sizes.group(1), bytes(LIBRARIES.resolve("engine")) + bytes(LIBRARIES.resolve("local")));
    assertAbout(sizes.group(2), bytes(IMAGE));
  }

  @Test
  void operatorsAreToldTheImagesSize() throws IOException {
    MatchResult size = said("docs/operating.md", "\\| the image \\| (\\d+) MB of disk");

    assertAbout(size.group(1), bytes(IMAGE));
  }

  private static MatchResult said(String document, String words) throws IOException {
    String text = Files.readString(Path.of("..").resolve(document));
    return Pattern.compile(words).matcher(text).results().findFirst().orElseThrow();
  }

  private static void assertAbout(String megabytes, long bytes) {
    assertTrue(bytes > 0, IMAGE::toString);
    double said = Double.parseDouble(megabytes) * 1e6;
    assertEquals(said, (double) bytes, said * TOLERANCE);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
