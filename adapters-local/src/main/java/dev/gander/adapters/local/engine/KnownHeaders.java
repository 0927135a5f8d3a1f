package dev.gander.adapters.local.engine;

import dev.gander.adapters.local.gguf.BadModelFile;
import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.adapters.local.gguf.GgufReader;
import dev.gander.adapters.local.shelf.ShelvedModel;
import dev.gander.domain.error.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The headers of models, which are read again only when their files have changed. Thread-safe.
final class KnownHeaders {
  private final Map<Path, Known> headers = new ConcurrentHashMap<>();

  /// @param size of the first file
  /// @param modified of the first file
  record Known(long size, Instant modified, GgufHeader header) {}

  /// @throws ProviderException if the model's file is none
  Known of(ShelvedModel model) {
    return of("model " + model.id(), model.file());
  }

  /// Those of the smaller model that guesses ahead.
  ///
  /// @throws ProviderException if its file is none
  Optional<Known> ofDraft(ShelvedModel model) {
    String file = model.load().draft();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(of("draft model of " + model.id(), Path.of(file)));
    } catch (InvalidPathException e) {
      throw new ProviderException.ExecutionError(
          "The draft model of %s has no file: %s".formatted(model.id(), e.getReason()), e);
    }
  }

  private Known of(String what, Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Known known = headers.get(file);
      if (known == null || !isSame(known, now)) {
        known = new Known(now.size(), now.lastModifiedTime().toInstant(), GgufReader.read(file));
        headers.put(file, known);
      }
      return known;
    } catch (BadModelFile e) {
      throw new ProviderException.ExecutionError(
          "The file of the %s %s: %s".formatted(what, e.text(), file), e);
    } catch (NoSuchFileException e) {
      throw new ProviderException.ExecutionError(
          "The %s is not downloaded: there is no %s".formatted(what, file), e);
    } catch (IOException e) {
      throw new ProviderException.ExecutionError(
          "The file of the %s cannot be read: %s".formatted(what, e), e);
    }
  }

  private static boolean isSame(Known known, BasicFileAttributes now) {
    return known.size() == now.size()
        && known.modified().equals(now.lastModifiedTime().toInstant());
  }
}
