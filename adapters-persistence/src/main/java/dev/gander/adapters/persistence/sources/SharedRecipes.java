package dev.gander.adapters.persistence.sources;

import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// The library of recipes that several servers share: what is in the map is the truth, and the
/// folder of each server has copies, since recipes are files for everybody else. Files that
/// somebody put into the folder by hand stay that server's own; so are all other folders. `lock`
/// guards the folder.
public final class SharedRecipes implements RecipeFiles {
  private final RecipeFiles files;
  private final StoredMap map;
  private final ReentrantLock lock = new ReentrantLock();
  private JsonObject copied = JsonObject.EMPTY;

  /// @param files of this server
  /// @param map the texts by their names in the library
  public SharedRecipes(RecipeFiles files, StoredMap map) {
    this.files = files;
    this.map = map;
  }

  private void follow() {
    JsonObject now = map.read();
    lock.lock();
    try {
      if (!now.equals(copied)) {
        copy(now);
        copied = now;
      }
    } catch (IOException e) {
      throw new StorageException(
          "The shared recipes cannot be copied to " + library() + ": " + e, e);
    } finally {
      lock.unlock();
    }
  }

  private void copy(JsonObject now) throws IOException {
    Files.createDirectories(library());
    for (Map.Entry<String, Json> recipe : now.members().entrySet()) {
      if (recipe.getValue() instanceof JsonString(String text)
          && isName(recipe.getKey())
          && !recipe.getValue().equals(copied.get(recipe.getKey()))) {
        AtomicFile.write(
            library().resolve(recipe.getKey()),
            text.getBytes(StandardCharsets.UTF_8),
            AtomicFile.Access.USUAL);
      }
    }
    Set<String> gone = new HashSet<>(copied.members().keySet());
    gone.removeAll(now.members().keySet());
    gone.removeIf(name -> !isName(name));
    for (String name : gone) {
      Files.deleteIfExists(library().resolve(name));
    }
  }

  /// What leads out of the library is none.
  private static boolean isName(String text) {
    return !text.startsWith(".") && text.indexOf('/') < 0 && text.indexOf('\\') < 0;
  }

  @Override
  public Path library() {
    return files.library();
  }

  @Override
  public List<Found> all() {
    follow();
    return files.all();
  }

  @Override
  public String read(Path file) {
    follow();
    return files.read(file);
  }

  @Override
  public Optional<Path> locate(Path folder, String path) {
    follow();
    return files.locate(folder, path);
  }

  @Override
  public Optional<String> readBelow(Path folder, String name) {
    follow();
    return files.readBelow(folder, name);
  }

  @Override
  public String readParameter(String path) {
    return files.readParameter(path);
  }

  @Override
  public Path create(String stem, String text) {
    AtomicReference<String> chosen = new AtomicReference<>("");
    map.edit(
        all -> {
          String name = freeName(stem, all);
          chosen.set(name);
          return all.with(name, Json.of(text));
        });
    follow();
    Path file = library().resolve(Objects.requireNonNull(chosen.get()));
    return locate(library(), name(file)).orElseThrow(() -> gone(file));
  }

  /// The first that is free in the map, and among this server's own files.
  private String freeName(String stem, JsonObject all) {
    return IntStream.iterate(0, copy -> copy + 1)
        .mapToObj(copy -> stem + (copy == 0 ? "" : "-" + copy) + ".yaml")
        .filter(name -> !all.has(name) && !Files.exists(library().resolve(name)))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void replace(Path file, String text) {
    follow();
    if (isInLibrary(file)) {
      map.edit(all -> all.with(name(file), Json.of(text)));
      follow();
    } else {
      files.replace(file, text);
    }
  }

  @Override
  public void delete(Path file) {
    follow();
    if (isInLibrary(file) && map.read().has(name(file))) {
      map.edit(all -> all.without(Set.of(name(file))));
      follow();
    } else {
      files.delete(file);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static NotFound gone(Path file) {
    return new NotFound("There is no file " + file);
  }

  private boolean isInLibrary(Path file) {
    try {
      return Files.exists(file) && library().toRealPath().equals(file.toRealPath().getParent());
    } catch (IOException _) {
      throw gone(file);
    }
  }
}
