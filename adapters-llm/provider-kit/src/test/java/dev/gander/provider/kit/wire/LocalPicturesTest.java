package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPicturesTest {
  @TempDir private Path folder;

  @Test
  void aPathToAPictureAttachesIt() throws IOException {
    Path gif = write("dot.PNG", "GIF89a-not-really");
    assertEquals(
        List.of(new LocalPictures.Picture("image/png", "R0lGODlhLW5vdC1yZWFsbHk=")),
        LocalPictures.in("see " + gif + " please, and again " + gif + "."));
  }

  @Test
  void aPathWithBlanksStandsInQuotes() throws IOException {
    Path jpeg = write("my dot.jpeg", "\u00ff\u00d8\u00ff");
    assertEquals(
        List.of("image/jpeg"),
        LocalPictures.in("see '" + jpeg + "' please").stream().map(p -> p.mimeType()).toList());
  }

  @Test
  void whatIsNoPictureStaysText() throws IOException {
    Path text = write("text.png", "hello");
    assertEquals(
        List.of(),
        LocalPictures.in(
            "see " + text + " and " + folder.resolve("none.png") + " and dot.PNG and /\0.png"));
  }

  /// The rule as an expression, which takes seconds for a long text.
  private static final Pattern PATH =
      Pattern.compile(
          "\"(/[^\"]+?\\.(?:png|jpe?g))\"|'(/[^']+?\\.(?:png|jpe?g))'"
              + "|(?<!\\S)(/\\S+?\\.(?:png|jpe?g))(?=[\\s,;:!?)\\]}.]|$)",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> PARTS =
      List.of("/", "a", ".png", ".JPG", ".jpeg", "\"", "'", " ", "\n", ",", ".", "\"/a.png\"", "ü");

  @Test
  void pathsAreThoseOfTheRule() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      String text =
          random
              .ints(1 + random.nextInt(12), 0, PARTS.size())
              .mapToObj(PARTS::get)
              .collect(Collectors.joining());
      List<String> expected =
          PATH.matcher(text)
              .results()
              .map(
                  found ->
                      Stream.of(1, 2, 3)
                          .map(found::group)
                          .filter(Objects::nonNull)
                          .findFirst()
                          .orElseThrow())
              .toList();
      assertEquals(expected, LocalPictures.paths(text), text);
    }
  }

  private Path write(String name, String content) throws IOException {
    return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
  }
}
