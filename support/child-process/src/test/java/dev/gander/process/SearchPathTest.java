package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
  @TempDir private Path folder;
  private SearchPath path;

  @BeforeEach
  void open() throws IOException {
    String inherited =
        Files.createDirectory(folder.resolve("a"))
            + File.pathSeparator
            + Files.createDirectory(folder.resolve("b"));
    path = new SearchPath(List.of(), List.of(), inherited);
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "#!/bin/sh\n");
  }

  @Test
  void whatMayNotBeRunIsPassedBy() throws IOException {
    file("a/tool");
    Path runs = file("b/tool");
    assertTrue(runs.toFile().setExecutable(true));

    assertEquals(Optional.of(runs), path.find("tool", folder));
    assertFalse(path.mayNotRun("tool", folder));
  }

  @Test
  void whatMayNotBeRunIsNotTheSameAsNothing() throws IOException {
    file("b/tool");

    assertTrue(path.mayNotRun("tool", folder));
    assertTrue(path.mayNotRun("b/tool", folder));
    assertTrue(path.mayNotRun("b/../b", folder));
    assertFalse(path.mayNotRun("other", folder));
    assertFalse(path.mayNotRun("a/tool", folder));
  }
}
