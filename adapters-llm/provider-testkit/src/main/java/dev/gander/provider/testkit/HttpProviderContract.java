package dev.gander.provider.testkit;

import dev.gander.domain.provider.Provider;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.List;

/// The whole contract of a provider whose service streams its answers over HTTP. Its test extends
/// [ServiceTest] and supplies the provider, and the service's form of answers and errors.
public interface HttpProviderContract extends ProviderContract, BrokenStreamContract {
  @Override
  default boolean readsHalves() {
    return true;
  }

  /// Plays the answers through the service.
  @Override
  default Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service().play(answer, wire()));
    return provider(service().url(), TestSettings.of(), new TestTime());
  }
}
