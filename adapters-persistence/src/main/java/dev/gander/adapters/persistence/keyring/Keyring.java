package dev.gander.adapters.persistence.keyring;

import java.util.Optional;

/// One entry in the system's keyring, such as goose's: service `goose`, user `secrets`. Any thread;
/// calls may block while the user is asked for a password.
public interface Keyring {
  /// @throws KeyringUnavailable if there is no keyring, or the user keeps it locked
  Optional<String> read();

  /// @throws KeyringUnavailable if there is no keyring, or the user keeps it locked
  void write(String entry);
}
