package dev.gander.adapters.persistence.apps;

import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.StorageException;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one kind in a folder that other programs use too. Each is replaced atomically. What
/// a link outside leads to is neither read nor written.
///
/// @param ending of the names of the files
record AppFolder(Path folder, String ending) {

  /// The names without their ending, sorted.
  List<String> stems() {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw failed(folder, "listed", e);
    }
  }

  boolean has(String stem) {
    return Files.exists(file(stem));
  }

  /// Empty if there is no such file.
  Optional<String> read(String stem) {
    Path file = file(stem);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(inside(file))) {
      byte[] bytes = in.readNBytes(McpApp.LONGEST + 1);
      if (bytes.length > McpApp.LONGEST) {
        throw new StorageException(file + " is too large for an app", null);
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new StorageException(file + " is not UTF-8", e);
    } catch (IOException e) {
      throw failed(file, "read", e);
    }
  }

  private Path inside(Path file) throws IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(folder.toRealPath())) {
      throw new StorageException(file + " is a link to something outside", null);
    }
    if (!Files.isRegularFile(real)) {
      // A device has no end, and a pipe no beginning.
      throw new StorageException(file + " is not a file", null);
    }
    return real;
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failed(folder, "made", e);
    }
  }

  /// @return false if there is a file already
  boolean create(String stem, String text) {
    Path file = file(stem);
    makeFolder();
    try {
      AtomicFile.create(file, bytes(text));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException e) {
      throw failed(file, "written", e);
    }
  }

  void replace(String stem, String text) {
    Path file = file(stem);
    makeFolder();
    try {
      AtomicFile.replace(file, bytes(text), AtomicFile.Access.USUAL);
    } catch (IOException e) {
      throw failed(file, "written", e);
    }
  }

  boolean delete(String stem) {
    Path file = file(stem);
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed(file, "deleted", e);
    }
  }

  /// The bytes of all files together.
  long size() {
    return stems().stream().mapToLong(stem -> file(stem).toFile().length()).sum();
  }

  private static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > McpApp.LONGEST) {
      throw new StorageException("The app is too large", null);
    }
    return bytes;
  }

  private Path file(String stem) {
    try {
      return folder.resolve(stem + ending);
    } catch (InvalidPathException e) {
      throw new StorageException("No file can be called " + stem + ending, e);
    }
  }

  private static StorageException failed(Path file, String done, Exception e) {
    return new StorageException(
        file + " cannot be " + done + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
        e);
  }
}
