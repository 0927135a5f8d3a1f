package dev.gander.testkit.store;

import dev.gander.domain.provider.CustomProviders;

class InMemoryCustomProvidersTest implements CustomProvidersContract {
  private final CustomProviders custom = new InMemoryCustomProviders();

  @Override
  public CustomProviders custom() {
    return custom;
  }
}
