package dev.gander.testkit.recipe;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.recipe.RecipeFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Files below `/files`: recipes in `/files/recipes`, which is the library, and `/files/more`; the
/// home folder is `/files/home`. Each write takes place a second after the one before.
public final class InMemoryRecipeFiles implements RecipeFiles {
  public static final Path ROOT = Path.of("/files").toAbsolutePath();

  private static final Path LIBRARY = ROOT.resolve("recipes");
  private static final List<Path> FOLDERS = List.of(LIBRARY, ROOT.resolve("more"));

  private record Entry(String text, Instant modified) {}

  private final Map<Path, Entry> entries = new ConcurrentSkipListMap<>();
  private final AtomicLong writes = new AtomicLong();

  /// @param path relative to the root, as in `more/tidy.yaml`
  public Path put(String path, String text) {
    Path file = ROOT.resolve(path).normalize();
    entries.put(file, new Entry(text, Instant.ofEpochSecond(writes.incrementAndGet())));
    return file;
  }

  @Override
  public Path library() {
    return LIBRARY;
  }

  @Override
  public List<Found> all() {
    return entries.entrySet().stream()
        .filter(entry -> isRecipe(entry.getKey()))
        .map(
            entry ->
                new Found(
                    entry.getKey(), entry.getValue().modified(), entry.getValue().text().length()))
        .toList();
  }

  private static boolean isRecipe(Path file) {
    String name = file.getFileName().toString();
    return FOLDERS.contains(file.getParent()) && (name.endsWith(".yaml") || name.endsWith(".json"));
  }

  @Override
  public String read(Path file) {
    return entry(file).text();
  }

  private Entry entry(Path file) {
    Entry entry = entries.get(file);
    if (entry == null) {
      throw new NotFound("There is no file " + file);
    }
    return entry;
  }

  @Override
  public Optional<Path> locate(Path folder, String path) {
    Path place = folder.resolve(path).normalize();
    return entries.keySet().stream().anyMatch(file -> file.startsWith(place))
        ? Optional.of(place)
        : Optional.empty();
  }

  @Override
  public Optional<String> readBelow(Path folder, String name) {
    return locate(folder, name).filter(file -> file.startsWith(folder)).map(this::read);
  }

  @Override
  public String readParameter(String path) {
    return read(
        path.startsWith("~/")
            ? ROOT.resolve("home").resolve(path.substring(2))
            : ROOT.resolve(path).normalize());
  }

  @Override
  public synchronized Path create(String stem, String text) {
    for (int copy = 0; ; copy++) {
      Path file = LIBRARY.resolve(stem + (copy == 0 ? "" : "-" + copy) + ".yaml");
      if (!entries.containsKey(file)) {
        return put(file.toString(), text);
      }
    }
  }

  @Override
  public void replace(Path file, String text) {
    entry(file);
    put(file.toString(), text);
  }

  @Override
  public void delete(Path file) {
    entry(file);
    entries.remove(file);
  }
}
