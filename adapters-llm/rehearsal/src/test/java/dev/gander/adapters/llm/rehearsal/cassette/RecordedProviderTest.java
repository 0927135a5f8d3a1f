package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.provider.Provider;
import dev.gander.testkit.provider.ForwardingProviderContract;

/// Who is listened to behaves as before.
class RecordedProviderTest implements ForwardingProviderContract {
  @Override
  public Provider around(Provider inner) {
    return new RecordedProvider(inner, _ -> {});
  }
}
