package dev.gander.domain.app;

import dev.gander.domain.extension.ExtensionKey;
import java.util.List;

/// The apps that are known without asking an extension, each identified by its extension and its
/// URI. Thread-safe; changes by other programs are seen at once.
public interface AppCache {
  /// The apps, by name and URI. Entries that cannot be read are left out.
  ///
  /// @throws dev.gander.domain.error.StorageException if they cannot be listed
  List<McpApp> all();

  /// Stores an app unless there is one with its URI, atomically.
  ///
  /// @return false if there was one, which stays as it is
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored, or the cache is full
  boolean add(ExtensionKey extension, McpApp app);

  /// Stores an app in place of the one with its URI, atomically.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored, or the cache is full;
  ///   the old one stays
  void put(ExtensionKey extension, McpApp app);

  /// Removes an app; does nothing if there is none.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be removed
  void remove(ExtensionKey extension, String uri);
}
