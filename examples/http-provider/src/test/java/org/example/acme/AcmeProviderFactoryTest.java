package org.example.acme;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.testkit.provider.ProviderFactoryContract;

/// What Gander expects of every factory.
class AcmeProviderFactoryTest implements ProviderFactoryContract {
  @Override
  public ProviderFactory factory() {
    return new AcmeProviderFactory();
  }
}
