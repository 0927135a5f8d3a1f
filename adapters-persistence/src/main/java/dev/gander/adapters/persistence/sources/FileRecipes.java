package dev.gander.adapters.persistence.sources;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Recipes in goose's folders.
public final class FileRecipes implements RecipeFiles {
  private static final System.Logger LOG = System.getLogger(FileRecipes.class.getName());

  private final SourceFolders folders;
  private final Path processFolder;

  /// @param variables the environment; `GOOSE_RECIPE_PATH` may name more folders
  /// @param processFolder where relative paths begin
  public FileRecipes(GoosePaths paths, Map<String, String> variables, Path processFolder) {
    this.folders = new SourceFolders(paths, variables.getOrDefault("GOOSE_RECIPE_PATH", ""));
    this.processFolder = processFolder;
  }

  @Override
  public Path library() {
    return folders.library();
  }

  @Override
  public List<Found> all() {
    SortedMap<Path, Found> found = new TreeMap<>();
    for (Path folder : folders.listedRecipes(processFolder)) {
      in(processFolder.resolve(folder)).forEach(file -> found.putIfAbsent(file.file(), file));
    }
    return List.copyOf(found.values());
  }

  private static List<Found> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder.toRealPath())) {
      entries
          .filter(FileRecipes::isNamedAsRecipe)
          .forEach(file -> found(file).ifPresent(found::add));
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.WARNING, "the folder {0} cannot be read: {1}", folder, e);
    }
    return found;
  }

  private static boolean isNamedAsRecipe(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".json");
  }

  /// Empty for a folder, a device, a link to nowhere, and a file that is gone again.
  private static Optional<Found> found(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new Found(file, attributes.lastModifiedTime().toInstant(), attributes.size()))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public String read(Path file) {
    if (!Files.exists(file)) {
      throw gone(file);
    }
    try {
      return SourceText.read(file);
    } catch (UnreadableSource e) {
      throw new StorageException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Optional<Path> locate(Path folder, String path) {
    try {
      return Optional.of(folder.resolve(path).toRealPath());
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> readBelow(Path folder, String name) {
    Optional<Path> inside = locate(folder, "");
    return inside
        .flatMap(real -> locate(real, name).filter(file -> file.startsWith(real)))
        .map(this::read);
  }

  @Override
  public String readParameter(String path) {
    try {
      return read(
          path.startsWith("~/")
              ? folders.paths().home().resolve(path.substring(2))
              : processFolder.resolve(path));
    } catch (InvalidPathException e) {
      throw new NotFound("There is no file " + path + ": " + e.getReason());
    }
  }

  @Override
  public Path create(String stem, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(library());
      for (int copy = 0; ; copy++) {
        Path file = library().toRealPath().resolve(stem + (copy == 0 ? "" : "-" + copy) + ".yaml");
        try {
          AtomicFile.create(file, content);
          return file;
        } catch (FileAlreadyExistsException _) {
          // The next name, then.
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw failed("The recipe " + stem, "written", e);
    }
  }

  @Override
  public void replace(Path file, String text) {
    if (!Files.exists(file)) {
      throw gone(file);
    }
    try {
      AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.Access.USUAL);
    } catch (IOException e) {
      throw failed(file.toString(), "written", e);
    }
  }

  @Override
  public void delete(Path file) {
    try {
      Files.delete(file);
    } catch (NoSuchFileException _) {
      throw gone(file);
    } catch (IOException e) {
      throw failed(file.toString(), "deleted", e);
    }
  }

  private static NotFound gone(Path file) {
    return new NotFound("There is no file " + file);
  }

  private static StorageException failed(String what, String done, Exception e) {
    return new StorageException(what + " cannot be " + done + ": " + e.getMessage(), e);
  }
}
