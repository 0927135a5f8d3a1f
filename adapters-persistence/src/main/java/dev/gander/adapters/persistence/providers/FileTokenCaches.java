package dev.gander.adapters.persistence.providers;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.provider.TokenCache;
import dev.gander.domain.provider.TokenCaches;
import dev.gander.domain.provider.TokenExpiry;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Tokens in files below the folder of settings, where goose keeps them. A file that is no JSON is
/// a token of unknown age.
public final class FileTokenCaches implements TokenCaches {
  private static final long LARGEST = 1024 * 1024;

  private final Path config;

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
  public void remove(TokenCache cache) {
    Path place = place(cache);
    if (Files.notExists(place)) {
      return;
    }
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw unusable("removed", cache, e);
    }
  }

  private Path place(TokenCache cache) {
    return config.resolve(cache.place());
  }

  /// Files with something in them; links are not followed out of the folder.
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
