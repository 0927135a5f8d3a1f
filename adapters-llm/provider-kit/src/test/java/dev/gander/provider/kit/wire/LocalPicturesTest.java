package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private Path write(String name, String content) throws IOException {
    return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
  }
}
