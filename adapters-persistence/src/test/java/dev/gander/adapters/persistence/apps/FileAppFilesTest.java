package dev.gander.adapters.persistence.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.app.AppFiles;
import dev.gander.domain.app.AppName;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.StorageException;
import dev.gander.testkit.app.AppFilesContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAppFilesTest implements AppFilesContract {
  @TempDir Path data;

  @Override
  public AppFiles files() {
    return new FileAppFiles(data);
  }

  private Path file(String name) throws IOException {
    return Files.createDirectories(data.resolve("apps")).resolve(name);
  }

  @Test
  void filesOfOtherProgramsAreSeen() throws Exception {
    Files.writeString(file("My App.html"), "hi");
    Files.writeString(file(".hidden.html"), "no");
    Files.writeString(file("notes.txt"), "no");

    assertEquals(List.of(new AppName("My App")), files().names());
    assertEquals(Optional.of("hi"), files().read(new AppName("My App")));
  }

  @Test
  void aLinkOutOfTheFolderIsNeitherReadNorWritten() throws Exception {
    Path outside = Files.writeString(data.resolve("secret"), "secret");
    Files.createSymbolicLink(file("pond.html"), outside);

    assertRefused("is a link to something outside");
    assertFalse(files().create(POND, "x"));
    files().replace(POND, "mine");
    assertEquals("secret", Files.readString(outside));
    assertEquals(Optional.of("mine"), files().read(POND));
  }

  @Test
  void aDeletedLinkLeavesItsTarget() throws Exception {
    Path outside = Files.writeString(data.resolve("secret"), "secret");
    Files.createSymbolicLink(file("pond.html"), outside);

    assertTrue(files().delete(POND));
    assertEquals("secret", Files.readString(outside));
  }

  @Test
  void aLinkWithinTheFolderIsFine() throws Exception {
    files().create(new AppName("a"), "hi");
    Files.createSymbolicLink(file("pond.html"), Path.of("a.html"));

    assertEquals(Optional.of("hi"), files().read(POND));
  }

  @Test
  void aLinkToNowhereIsNoAppAndNoFreeName() throws Exception {
    Files.createSymbolicLink(file("pond.html"), data.resolve("gone"));

    assertEquals(Optional.empty(), files().read(POND));
    assertFalse(files().create(POND, "x"));
    assertFalse(Files.exists(data.resolve("gone")));
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    Files.write(file("pond.html"), "größe".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("is not UTF-8");

    Files.delete(file("pond.html"));
    Files.createDirectory(file("pond.html"));
    assertRefused("is not a file");
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    try (var file = Files.newByteChannel(file("pond.html"), openNew())) {
      file.position(McpApp.LONGEST);
      file.write(ByteBuffer.wrap(new byte[] {'x'}));
    }
    assertRefused("is too large for an app");
  }

  private static Set<StandardOpenOption> openNew() {
    return Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Test
  void aFolderThatIsNoneIsAFailure() throws Exception {
    Files.writeString(data.resolve("apps"), "a file");

    assertThrows(StorageException.class, () -> files().names());
    assertThrows(StorageException.class, () -> files().create(POND, "x"));
    assertThrows(StorageException.class, () -> files().replace(POND, "x"));
  }

  @Test
  void nothingButTheFileIsLeft() throws Exception {
    files().create(POND, "a");
    files().replace(POND, "b");

    try (Stream<Path> left = Files.list(data.resolve("apps"))) {
      assertEquals(List.of(file("pond.html")), left.toList());
    }
  }

  private void assertRefused(String reason) throws IOException {
    StorageException refusal = assertThrows(StorageException.class, () -> files().read(POND));
    assertEquals(file("pond.html") + " " + reason, refusal.text());
  }
}
