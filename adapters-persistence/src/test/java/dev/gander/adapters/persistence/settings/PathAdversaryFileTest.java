package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.AdversaryFile;
import dev.gander.testkit.permission.AdversaryFileContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathAdversaryFileTest implements AdversaryFileContract {
  @TempDir Path machine;
  private Path home;
  private Path file;

  @BeforeEach
  void makeFolders() throws IOException {
    home = Files.createDirectories(machine.resolve("home"));
    file = Files.createDirectories(machine.resolve("config")).resolve("adversary.md");
  }

  @Override
  public AdversaryFile adversary() {
    return new PathAdversaryFile(file, home);
  }

  @Override
  public void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void breakIt() {
    try {
      Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLinkIntoTheHomeFolderCounts() throws IOException {
    Path kept = Files.writeString(home.resolve("rules.md"), "Block.");
    Files.createSymbolicLink(file, kept);

    assertEquals(Optional.of("Block."), adversary().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "/dev/zero", "/nowhere/at/all", "adversary.md", "."})
  void anyOtherLinkDoesNot(String target) throws IOException {
    Files.createSymbolicLink(file, Path.of(target));

    assertThrows(StorageException.class, () -> adversary().text());
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Files.createDirectory(file);

    assertThrows(StorageException.class, () -> adversary().text());
  }

  @Test
  void aFileMayHaveAQuarterOfAMebibyte() {
    write("x".repeat(256 * 1024));
    assertEquals(256 * 1024, adversary().text().orElseThrow().length());

    write("x".repeat(256 * 1024 + 1));
    assertThrows(StorageException.class, () -> adversary().text());
  }
}
