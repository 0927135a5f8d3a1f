package org.example.program;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.testkit.provider.ProviderFactoryContract;

/// What Gander expects of every factory, from the testkit.
class ProgramProviderFactoryTest implements ProviderFactoryContract {
  @Override
  public ProviderFactory factory() {
    return new ProgramProviderFactory();
  }
}
