package dev.gander.adapters.persistence.providers;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenExpiry;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Tokens in files below the settings folder, where goose keeps them. A file that is not JSON is a
/// token of unknown age.
public final class FileTokenCaches implements TokenCaches {
  private static final long LARGEST = 1024 * 1024;

  /// Longer than a service may take to renew tokens for another program.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path config;
  private final Map<TokenCache, LockFile> locks = new ConcurrentHashMap<>();

  public FileTokenCaches(Path config) {
    this.config = config;
  }

  @Override
  public Optional<Kept> find(TokenCache cache) {
    try {
      List<Path> files = files(place(cache));
      if (files.isEmpty()) {
        return Optional.empty();
      }
      Optional<Instant> earliest =
          files.stream()
              .map(FileTokenCaches::content)
              .flatMap(json -> TokenExpiry.of(json).stream())
              .min(Comparator.naturalOrder());
      return Optional.of(new Kept(earliest.orElse(null)));
    } catch (IOException e) {
      throw unusable("read", cache, e);
    }
  }

  @Override
  public Optional<JsonObject> tokens(TokenFile kept) {
    Path file = place(kept);
    return Files.exists(file) && content(file) instanceof JsonObject tokens
        ? Optional.of(tokens)
        : Optional.empty();
  }

  @Override
  public JsonObject change(TokenFile file, Change change) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("before the tokens were changed");
    }
    try {
      return lock(file.cache()).hold(() -> changed(file, change));
    } catch (Interrupted e) {
      throw e.cause;
    } catch (IOException e) {
      throw unusable("changed", file.cache(), e);
    }
  }

  private JsonObject changed(TokenFile file, Change change) throws IOException {
    JsonObject kept = tokens(file).orElse(JsonObject.EMPTY);
    JsonObject changed;
    try {
      changed = change.from(kept);
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
    if (!changed.equals(kept)) {
      write(place(file), JsonText.write(changed));
    }
    return changed;
  }

  @Override
  public String deviceId(TokenCache cache) {
    Path file = place(cache).resolveSibling("device_id");
    try {
      return lock(cache).hold(() -> deviceId(file));
    } catch (IOException e) {
      throw unusable("read", cache, e);
    }
  }

  private static String deviceId(Path file) throws IOException {
    String id = Files.exists(file) ? Files.readString(file).strip() : "";
    if (id.matches("[!-~]{1,100}")) {
      return id;
    }
    String made = UUID.randomUUID().toString().replace("-", "");
    write(file, made);
    return made;
  }

  private static void write(Path file, String text) throws IOException {
    PrivateFiles.createFolders(PrivateFiles.folderOf(file));
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.Access.OWNER);
    AtomicFile.removeLeftovers(file);
  }

  /// Carries an interrupt out of the locked work.
  private static final class Interrupted extends IOException {
    private static final long serialVersionUID = 1;
    private final InterruptedException cause;

    Interrupted(InterruptedException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  @Override
  public void remove(TokenCache cache) {
    Path place = place(cache);
    if (Files.notExists(place)) {
      return;
    }
    try {
      // A renewal in progress would restore its tokens.
      lock(cache).hold(() -> removed(place));
    } catch (IOException e) {
      throw unusable("removed", cache, e);
    }
  }

  private static Path removed(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
    return place;
  }

  private LockFile lock(TokenCache cache) {
    Path place = place(cache);
    return locks.computeIfAbsent(
        cache, _ -> new LockFile(place.resolveSibling(place.getFileName() + ".lock"), PATIENCE));
  }

  private Path place(TokenCache cache) {
    return config.resolve(cache.place());
  }

  private Path place(TokenFile file) {
    return file.path().isEmpty() ? place(file.cache()) : place(file.cache()).resolve(file.path());
  }

  /// Files that are not empty; linked folders are not entered.
  private static List<Path> files(Path place) throws IOException {
    if (Files.notExists(place)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 0).toList();
    }
  }

  private static Json content(Path file) {
    try {
      return Files.size(file) > LARGEST ? JsonNull.NULL : JsonText.parse(Files.readAllBytes(file));
    } catch (IOException | JsonSyntaxException _) {
      return JsonNull.NULL;
    }
  }

  private StorageException unusable(String done, TokenCache cache, IOException e) {
    return new StorageException(
        place(cache)
            + " cannot be "
            + done
            + ": "
            + e.getClass().getSimpleName()
            + " "
            + Objects.requireNonNullElse(e.getMessage(), ""),
        e);
  }
}
