package dev.gander.adapters.bundled.computer;

import dev.gander.domain.error.ExtensionException;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/// The files that tools leave, in a folder of their own. All sessions share it.
///
/// @param clock names the files, by its zone's time
public record SavedFiles(Path folder, Clock clock) {
  /// In bytes.
  private static final long LARGEST = 10 * 1024 * 1024;

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

  /// A new, empty file that others cannot read: `PREFIX_20261128_093015.SUFFIX`, with a number
  /// before the point if there is one of that second.
  ///
  /// @param suffix without its point
  Path create(String prefix, String suffix) {
    String name = prefix + "_" + NAME.format(LocalDateTime.now(clock));
    try {
      PrivateFiles.createFolders(folder);
      for (int copy = 0; ; copy++) {
        Path file = folder.resolve(name + (copy == 0 ? "" : "_" + copy) + "." + suffix);
        try {
          return Files.createFile(file);
        } catch (FileAlreadyExistsException _) {
          // The next one, then.
        }
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// In the order of their names.
  List<Path> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// The saved file with this path, which may be relative to the folder.
  ///
  /// @throws ExtensionException if it is no file of this folder
  Path find(String path) {
    return all().stream()
        .filter(file -> isAt(file, path))
        .findFirst()
        .orElseThrow(
            () -> ExtensionException.invalidParams("There is no saved file '" + path + "'"));
  }

  private boolean isAt(Path file, String path) {
    try {
      return file.equals(folder.resolve(path).normalize());
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /// What is in a file, unless that is more than a model could use.
  static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new ExtensionException(
            file + " is larger than 10 MiB; look at it with other tools", null);
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  static ExtensionException unusable(Path path, IOException e) {
    return new ExtensionException(
        path + " cannot be used: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
  }
}
