package dev.gander.testkit.store;

import dev.gander.domain.provider.declared.CustomProviders;

class InMemoryCustomProvidersTest implements CustomProvidersContract {
  private final CustomProviders custom = new InMemoryCustomProviders();

  @Override
  public CustomProviders custom() {
    return custom;
  }
}
