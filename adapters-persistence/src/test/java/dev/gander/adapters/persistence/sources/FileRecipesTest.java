package dev.gander.adapters.persistence.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.testkit.recipe.RecipeFilesContract;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileRecipesTest implements RecipeFilesContract {
  private Path root;
  private FileRecipes files;

  @BeforeEach
  void folders(@TempDir Path temporary) throws IOException {
    root = temporary.toRealPath();
    Files.createDirectories(root.resolve("process"));
    files = files("more" + File.pathSeparator + root.resolve("missing"));
  }

  private FileRecipes files(String recipePath) {
    Map<String, String> environment =
        Map.of("GOOSE_PATH_ROOT", root.toString(), "HOME", root.resolve("home").toString());
    return new FileRecipes(
        GoosePaths.of(environment, "Linux", root),
        Map.of("GOOSE_RECIPE_PATH", recipePath),
        root.resolve("process"));
  }

  @Override
  public RecipeFiles files() {
    return files;
  }

  @Override
  public Path written(String path, String text) {
    try {
      return write("process/more/" + path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void allFoldersWithRecipesAreSearchedAndEachFileIsFoundOnce() throws IOException {
    Set<Path> written =
        Set.of(
            write("process/a.yaml", "a"),
            write("process/.goose/recipes/b.yaml", "b"),
            write("process/.agents/recipes/c.json", "c"),
            write("home/.agents/recipes/d.yaml", "d"),
            write("config/recipes/e.yaml", "e"),
            write("process/more/f.yaml", "f"));
    write("home/.goose/recipes/no.yaml", "not listed");
    files = files("more" + File.pathSeparator + root.resolve("config/recipes"));

    assertEquals(
        written, files.all().stream().map(RecipeFiles.Found::file).collect(Collectors.toSet()));
    assertEquals(written.size(), files.all().size());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkLeadsATemplateNowhereElse() throws IOException {
    Path secret = write("secret.yaml", "secret");
    Path inside = write("process/in/part.yaml", "part");
    Files.createSymbolicLink(inside.resolveSibling("out.yaml"), secret);
    Files.createSymbolicLink(inside.resolveSibling("up"), root);
    Files.createSymbolicLink(inside.resolveSibling("same.yaml"), inside);

    Path folder = inside.getParent();
    assertEquals(Optional.empty(), files.readBelow(folder, "out.yaml"));
    assertEquals(Optional.empty(), files.readBelow(folder, "up/secret.yaml"));
    assertEquals(Optional.of("part"), files.readBelow(folder, "same.yaml"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDeviceHasNoText() {
    for (String device : new String[] {"/dev/zero", "/dev/tty", root.toString()}) {
      assertThrows(StorageException.class, () -> files.readParameter(device), device);
    }
  }

  @Test
  void aFileOfMoreThanAMebibyteIsNotRead() throws IOException {
    Path large = write("process/large.yaml", "x".repeat((1 << 20) + 1));

    assertThrows(StorageException.class, () -> files.read(large));
    assertThrows(StorageException.class, () -> files.readParameter(large.toString()));
    write("process/large.yaml", "x".repeat(1 << 20));
    assertEquals(1 << 20, files.read(large).length());
  }

  @Test
  void aFileOfOtherBytesIsNotRead() throws IOException {
    Path file = root.resolve("process/bytes.yaml");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThrows(StorageException.class, () -> files.read(file));
  }

  @Test
  void aParameterMayStartAtHomeOrInTheFolderOfTheProcess() throws IOException {
    write("home/h.txt", "from home");
    write("process/p.txt", "from here");

    assertEquals("from home", files.readParameter("~/h.txt"));
    assertEquals("from here", files.readParameter("p.txt"));
  }

  @Test
  void nothingIsLeftBesideANewFile() throws IOException {
    files.create("a", "1");
    files.create("a", "2");

    try (var entries = Files.list(files.library())) {
      assertEquals(
          Set.of("a.yaml", "a-1.yaml"),
          entries.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void aLibraryThatIsAFileTakesNoRecipes() throws IOException {
    write("config/recipes", "in the way");

    String problem = assertThrows(StorageException.class, () -> files.create("a", "1")).text();
    assertTrue(problem.contains("a cannot be written"), problem);
  }
}
