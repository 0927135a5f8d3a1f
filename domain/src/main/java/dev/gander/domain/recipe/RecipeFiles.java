package dev.gander.domain.recipe;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Files with recipes, and the files that recipes use. Thread-safe. Files of up to a mebibyte are
/// read; anything larger, a device, and what is not UTF-8 counts as unreadable.
public interface RecipeFiles {
  /// A file in one of the folders.
  ///
  /// @param file its path in the canonical folder; it may be a link
  /// @param modified when it was last written
  record Found(Path file, Instant modified, long bytes) {}

  /// The folder of the user's own recipes; it need not exist.
  Path library();

  /// The `.yaml` and `.json` files in all folders with recipes, not in folders below them, each
  /// once. Folders that are missing or unreadable are left out. Order is not defined.
  List<Found> all();

  /// The text of a file.
  ///
  /// @throws dev.gander.domain.error.NotFound if there is no such file
  /// @throws dev.gander.domain.error.StorageException if it is unreadable
  String read(Path file);

  /// The canonical path of an existing file or folder.
  ///
  /// @param path relative to `folder`, or absolute
  Optional<Path> locate(Path folder, String path);

  /// The text of a file that a template names: only of one below `folder`, wherever links lead.
  ///
  /// @throws dev.gander.domain.error.StorageException if it is unreadable
  Optional<String> readBelow(Path folder, String name);

  /// The text of a file that the user named as a parameter; `~/` is the home folder, and a relative
  /// path begins in the folder of the process.
  ///
  /// @throws dev.gander.domain.error.NotFound if there is no such file
  /// @throws dev.gander.domain.error.StorageException if it is unreadable
  String readParameter(String path);

  /// Writes a new file into the library.
  ///
  /// @param stem the name without extension; a number is appended while the name is taken, also by
  ///   another process at the same time
  /// @return the canonical path of the file
  /// @throws dev.gander.domain.error.StorageException if it cannot be written
  Path create(String stem, String text);

  /// Replaces the content of a file: atomic for readers and for crashes.
  ///
  /// @throws dev.gander.domain.error.NotFound if there is no such file
  /// @throws dev.gander.domain.error.StorageException if it cannot be written; then the old content
  ///   stays
  void replace(Path file, String text);

  /// @throws dev.gander.domain.error.NotFound if there is no such file
  /// @throws dev.gander.domain.error.StorageException if it cannot be deleted
  void delete(Path file);
}
