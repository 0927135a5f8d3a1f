package dev.gander.adapters.persistence.secrets;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Identities in memory.
final class InMemoryIdentities implements IdentityPlace {
  volatile @Nullable String identities;

  @Override
  public Optional<String> read() {
    return Optional.ofNullable(identities);
  }

  @Override
  public void write(String written) {
    identities = written;
  }

  @Override
  public String name() {
    return "this test";
  }
}
