package dev.gander.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  @Test
  void allOfItIsDeletedAndNothingBesides() throws IOException {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("a/b/c"));
    Files.writeString(tree.resolve("a/file"), "x");
    Files.writeString(folder.resolve("tree-of-another"), "y");

    Folders.delete(tree);

    assertFalse(Files.exists(tree));
    assertEquals("y", Files.readString(folder.resolve("tree-of-another")));
  }

  @Test
  void oneThatIsMissingIsFine() throws IOException {
    Folders.delete(folder.resolve("none"));

    assertTrue(Files.exists(folder));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void whatALinkLeadsToStays() throws IOException {
    Path precious = Files.createDirectory(folder.resolve("precious"));
    Files.writeString(precious.resolve("file"), "x");
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), precious);

    Folders.delete(tree);

    assertFalse(Files.exists(tree));
    assertEquals("x", Files.readString(precious.resolve("file")));
  }
}
