package dev.gander.adapters.llm.rehearsal.scripted;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.testkit.provider.ProviderFactoryContract;

class ScriptedProviderFactoryTest implements ProviderFactoryContract {
  @Override
  public ProviderFactory factory() {
    return new ScriptedProviderFactory();
  }
}
