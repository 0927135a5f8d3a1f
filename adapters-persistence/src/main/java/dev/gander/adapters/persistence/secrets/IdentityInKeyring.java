package dev.gander.adapters.persistence.secrets;

import dev.gander.adapters.persistence.keyring.Keyring;
import dev.gander.adapters.persistence.keyring.KeyringUnavailable;
import dev.gander.domain.error.StorageException;
import java.util.Optional;

/// Identities as an entry of the system's keyring.
///
/// @param entry ours, not goose's
public record IdentityInKeyring(Keyring entry) implements IdentityPlace {

  @Override
  public Optional<String> read() {
    try {
      return entry.read();
    } catch (KeyringUnavailable e) {
      throw unavailable(e);
    }
  }

  @Override
  public void write(String identities) {
    try {
      entry.write(identities);
    } catch (KeyringUnavailable e) {
      throw unavailable(e);
    }
  }

  private static StorageException unavailable(KeyringUnavailable e) {
    return new StorageException(
        "the identity for the secrets is in the keyring, which cannot be used: " + e.getMessage(),
        e);
  }

  @Override
  public String name() {
    return "the keyring";
  }
}
