package dev.gander.domain.config;

import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A map that is read and changed as a whole: a file, or what several servers share. Thread-safe,
/// and against other processes and servers; their changes are seen within a second.
public interface StoredMap {
  /// Empty if nothing was ever stored.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be read, or is broken
  JsonObject read();

  /// Like [#read], but empty if it is broken, which is logged once.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be read
  Optional<JsonObject> readUnlessBroken();

  /// Reads, changes and writes in one step; what was written is durable. The change must be quick,
  /// must not use the map, and may be called again. Nothing is written if it throws, which
  /// propagates, or changes nothing.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be written, or is broken; it is
  ///   left unchanged
  void edit(UnaryOperator<JsonObject> change);
}
