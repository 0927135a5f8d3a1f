package dev.gander.bootstrap.ondemand;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.keeping.Seals;

/// Encryption of what is kept on disk, loaded where the user asks for it.
public final class OnDemandSeals implements Seals {
  private final OnDemand<Seals> seals =
      new OnDemand<>(
          Seals.class,
          "dev.gander.adapters.age",
          "age",
          () -> new Unavailable("Encryption of secrets is not installed"));

  @Override
  public Seal with(String identities) {
    return seals.get().with(identities);
  }

  @Override
  public String newIdentity() {
    return seals.get().newIdentity();
  }
}
