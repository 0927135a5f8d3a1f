package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFoldersTest {
  @TempDir Path parent;

  @Test
  void theFolderOfAProcessThatHasEndedIsRemovedWithItsFiles() throws IOException {
    Path left = folder("shell-" + ended().text() + "-1");
    Files.writeString(left.resolve("output-0"), "text");

    Path made = TemporaryFolders.create(parent, "shell-");

    assertEquals(Set.of(made), folders());
  }

  @Test
  void foldersOfRunningProcessesAndOtherFoldersStay() throws Exception {
    Process other = new ProcessBuilder("sleep", "1000").start();
    try {
      Path running = folder("shell-" + ProcessIdentity.of(other.toHandle()).text() + "-1");
      Path mine = TemporaryFolders.create(parent, "shell-");
      Path another = folder("python-" + ended().text() + "-1");
      Path foreign = folder("shell-1234");

      Path made = TemporaryFolders.create(parent, "shell-");

      assertEquals(Set.of(running, mine, another, foreign, made), folders());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path file = Files.writeString(elsewhere.resolve("file"), "text");
    Files.createSymbolicLink(parent.resolve("shell-" + ended().text() + "-1"), elsewhere);

    TemporaryFolders.create(parent, "shell-");

    assertTrue(Files.exists(file));
  }

  @Test
  void whatCannotBeRemovedHindersNobody() throws IOException {
    Path left = folder("shell-" + ended().text() + "-1");
    Files.createDirectories(left.resolve("a/b"));

    Path made = TemporaryFolders.create(parent, "shell-");

    assertEquals(Set.of(left, made), folders());
  }

  private static ProcessIdentity ended() {
    return new ProcessIdentity(ProcessHandle.current().pid(), "1");
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectory(parent.resolve(name));
  }

  private Set<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.collect(Collectors.toSet());
    }
  }
}
