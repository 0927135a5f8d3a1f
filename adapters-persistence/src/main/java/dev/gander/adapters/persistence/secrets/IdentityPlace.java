package dev.gander.adapters.persistence.secrets;

import dev.gander.domain.error.StorageException;
import java.util.Optional;

/// Where the identities are that open the encrypted file. Any thread.
public interface IdentityPlace {
  /// Empty if there are none yet.
  ///
  /// @throws StorageException if that cannot be told
  Optional<String> read();

  /// @throws StorageException if they cannot be stored; those before are still there
  void write(String identities);

  /// For messages: the place, as its user knows it.
  String name();
}
