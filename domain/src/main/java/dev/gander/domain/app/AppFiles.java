package dev.gander.domain.app;

import java.util.List;
import java.util.Optional;

/// The documents of the apps that were made here, by name ([AppPage]). Thread-safe; changes by
/// other programs are seen at once.
public interface AppFiles {
  /// The names, sorted; empty before the first app. Whether a document can be used shows when it is
  /// read.
  ///
  /// @throws dev.gander.domain.error.StorageException if they cannot be listed
  List<AppName> names();

  /// The document of an app; empty if there is no such app.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be read, is not UTF-8, has more
  ///   than [McpApp#LONGEST] bytes, or is a link to something outside
  Optional<String> read(AppName name);

  /// Stores the document of a new app, atomically.
  ///
  /// @return false if there is one of that name, which stays as it is
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored; nothing is left
  boolean create(AppName name, String page);

  /// Stores the document of an app, atomically. A link is replaced, not what it leads to.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored; the old one stays
  void replace(AppName name, String page);

  /// @return false if there was none of that name
  /// @throws dev.gander.domain.error.StorageException if it cannot be deleted
  boolean delete(AppName name);
}
