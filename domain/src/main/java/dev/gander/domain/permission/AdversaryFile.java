package dev.gander.domain.permission;

import java.util.Optional;

/// The user's `adversary.md`. Thread-safe; an edit counts at the next reading.
public interface AdversaryFile {
  /// Empty if there is no such file, which means that nothing is reviewed.
  ///
  /// @throws dev.gander.domain.error.StorageException if there is one, but it is not a readable
  ///   text of at most 256 KiB that belongs to the user
  Optional<String> text();
}
