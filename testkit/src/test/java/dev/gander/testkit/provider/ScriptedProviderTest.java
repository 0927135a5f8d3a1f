package dev.gander.testkit.provider;

import dev.gander.domain.provider.Provider;
import java.util.List;

class ScriptedProviderTest implements ProviderContract {
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    ScriptedProvider provider = new ScriptedProvider();
    answers.forEach(provider::answer);
    return provider;
  }
}
