package dev.gander.adapters.analyze.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.ignores.IgnoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FoundFilesTest {
  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(root.resolve("work"));
    Files.createDirectory(folder.resolve(".git"));
  }

  private void file(String name) throws IOException {
    file(name, "x\n");
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private FoundFiles find(long levels, int maxEntries) {
    return FoundFiles.in(folder, new IgnoreFile(folder, List.of()), levels, maxEntries);
  }

  private List<String> names(long levels) {
    return find(levels, 1000).files().stream().map(SourceFile::text).toList();
  }

  @Test
  void findsSourcesAndLeavesOutWhatIsHiddenOrIgnored() throws IOException {
    file("b.py");
    file("a/A.java");
    file("a/readme.md");
    file(".hidden/x.py");
    file(".x.py");
    file("out/gen.go");
    file("a/out.rs");
    file(".gitignore", "/out/\n*.rs\n");
    assertEquals(List.of("a/A.java", "b.py"), names(0));
  }

  @Test
  void readsAsManyLevelsAsAreWanted() throws IOException {
    file("a.py");
    file("one/b.py");
    file("one/two/c.py");
    assertEquals(List.of("a.py"), names(1));
    assertEquals(List.of("a.py", "one/b.py"), names(2));
    assertEquals(List.of("a.py", "one/b.py", "one/two/c.py"), names(3));
    assertEquals(names(3), names(0));
    assertEquals(names(3), names(4_294_967_295L));
  }

  @Test
  void followsNoLinks() throws IOException {
    file("a.py");
    Files.writeString(root.resolve("secret.py"), "x");
    Files.createSymbolicLink(folder.resolve("cycle"), folder);
    Files.createSymbolicLink(folder.resolve("out"), root);
    Files.createSymbolicLink(folder.resolve("link.py"), root.resolve("secret.py"));
    Files.createSymbolicLink(folder.resolve("broken.py"), root.resolve("nothing"));
    assertEquals(List.of("a.py"), names(0));
  }

  @Test
  @Timeout(20)
  void opensNothingThatIsNoFile() throws Exception {
    Process made = new ProcessBuilder("mkfifo", folder.resolve("pipe.py").toString()).start();
    assumeTrue(made.waitFor() == 0);
    Files.createDirectory(folder.resolve("folder.py"));
    assertEquals(List.of(), names(0));
  }

  @Test
  void saysWhatCouldNotBeRead() throws IOException {
    file("locked/a.py");
    file("b.py");
    Path locked = folder.resolve("locked");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(locked), "root reads everything");
      assertEquals(List.of("b.py"), names(0));
      assertEquals(1, find(0, 1000).unreadable());
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void stopsAfterTooManyEntries() throws IOException {
    for (int i = 0; i < 20; i++) {
      file("f" + i + ".py");
    }
    // The ignore file and the repository are hidden.
    assertFalse(find(0, 20).cut());
    assertTrue(find(0, 19).cut());
    assertEquals(19, find(0, 19).files().size());
  }

  @Test
  void aFileAloneIsFoundIfItsLanguageIsKnown() throws IOException {
    file("A.java");
    file("notes.txt");
    assertEquals(1, FoundFiles.of(folder.resolve("A.java")).files().size());
    assertEquals(List.of(), FoundFiles.of(folder.resolve("notes.txt")).files());
  }
}
