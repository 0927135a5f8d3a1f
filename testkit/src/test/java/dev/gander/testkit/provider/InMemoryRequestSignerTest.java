package dev.gander.testkit.provider;

import java.util.Optional;
import java.util.Set;

class InMemoryRequestSignerTest implements RequestSignerContract {
  @Override
  public Setup withKeys() {
    return setup(Optional.of("s3cret"), Optional.empty());
  }

  @Override
  public Setup withoutKeys() {
    return setup(Optional.empty(), Optional.empty());
  }

  @Override
  public Setup withProfile(String region) {
    return setup(Optional.empty(), Optional.of(region));
  }

  private static Setup setup(Optional<String> key, Optional<String> region) {
    return new Setup(
        new InMemoryRequestSigner(key, region), new ProviderFactoryContract.Filled(Set.of()));
  }
}
