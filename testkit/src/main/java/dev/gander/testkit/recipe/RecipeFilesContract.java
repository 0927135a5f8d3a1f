package dev.gander.testkit.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.recipe.RecipeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The contract of every [RecipeFiles].
public interface RecipeFilesContract {
  RecipeFiles files();

  /// Writes a file by other means.
  ///
  /// @param path in another folder with recipes that is not the library, and in folders below it
  /// @return its canonical path
  Path written(String path, String text);

  @Test
  default void aNewFileIsFoundAndRead() {
    Path file = files().create("tidy up", "text ü");

    assertEquals("tidy up.yaml", file.getFileName().toString());
    assertEquals("text ü", files().read(file));
    assertEquals(Set.of(file), found());
    assertEquals(Optional.of(file), files().locate(files().library(), "tidy up.yaml"));
  }

  @Test
  default void aTakenNameGetsANumber() {
    List<String> names =
        List.of(files().create("a", "1"), files().create("a", "2"), files().create("a", "3"))
            .stream()
            .map(file -> file.getFileName().toString())
            .toList();

    assertEquals(List.of("a.yaml", "a-1.yaml", "a-2.yaml"), names);
    assertEquals("1", files().read(files().library().resolve("a.yaml")));
  }

  @Test
  default void filesCreatedAtOnceAreAllKept() throws InterruptedException {
    Set<Path> created = ConcurrentHashMap.newKeySet();
    List<Thread> writers =
        List.of("a", "b", "c", "d", "e").stream()
            .map(text -> Thread.ofVirtual().start(() -> created.add(files().create("same", text))))
            .toList();
    for (Thread writer : writers) {
      writer.join();
    }

    assertEquals(
        Set.of("a", "b", "c", "d", "e"),
        created.stream().map(files()::read).collect(Collectors.toSet()));
  }

  @Test
  default void onlyYamlAndJsonFilesAreFoundAndNoneInFoldersBelow() {
    Path yaml = written("x.yaml", "1");
    Path json = written("y.json", "2");
    Path hidden = written(".z.yaml", "3");
    written("x.yml", "4");
    written("x.YAML", "5");
    written("x.txt", "6");
    written("deep/x.yaml", "7");

    assertEquals(Set.of(yaml, json, hidden), found());
  }

  @Test
  default void aChangedFileIsFoundWithAnotherTimeOrSize() {
    Path file = written("x.yaml", "old");
    RecipeFiles.Found before = files().all().getFirst();

    files().replace(file, "newer");

    assertEquals("newer", files().read(file));
    assertFalse(files().all().contains(before));
  }

  @Test
  default void aFileThatIsGoneIsUnknown() {
    Path file = files().create("a", "1");
    files().delete(file);

    assertEquals(Set.of(), found());
    assertEquals(Optional.empty(), files().locate(file, ""));
    assertThrows(NotFound.class, () -> files().read(file));
    assertThrows(NotFound.class, () -> files().replace(file, "2"));
    assertThrows(NotFound.class, () -> files().delete(file));
    assertThrows(NotFound.class, () -> files().readParameter(file.toString()));
  }

  @Test
  default void aTemplateReadsOnlyWhatIsBelowItsFolder() {
    written("outside.yaml", "secret");
    Path inside = written("deep/parts/inside.yaml", "part");
    Path folder = folderOf(folderOf(inside));

    assertEquals(Optional.of("part"), files().readBelow(folder, "parts/inside.yaml"));
    assertEquals(Optional.of("part"), files().readBelow(folder, "./parts/../parts/inside.yaml"));
    for (String other :
        List.of("../outside.yaml", folder.resolve("../outside.yaml").toString(), "none.yaml")) {
      assertEquals(Optional.empty(), files().readBelow(folder, other), other);
    }
  }

  @Test
  default void aParameterNamesAnyFile() {
    Path file = written("deep/note.txt", "the note");

    assertEquals("the note", files().readParameter(file.toString()));
    assertThrows(NotFound.class, () -> files().readParameter("~/no/such/file"));
    assertTrue(files().locate(folderOf(file), "note.txt").isPresent());
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent(), "a file is in a folder");
  }

  private Set<Path> found() {
    return files().all().stream().map(RecipeFiles.Found::file).collect(Collectors.toSet());
  }
}
