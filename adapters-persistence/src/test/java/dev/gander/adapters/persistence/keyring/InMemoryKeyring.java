package dev.gander.adapters.persistence.keyring;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A keyring that can be taken away.
final class InMemoryKeyring implements Keyring {
  volatile boolean available = true;
  volatile @Nullable String entry;

  @Override
  public Optional<String> read() {
    check();
    return Optional.ofNullable(entry);
  }

  @Override
  public void write(String written) {
    check();
    entry = written;
  }

  private void check() {
    if (!available) {
      throw new KeyringUnavailable("it was taken away", null);
    }
  }
}
