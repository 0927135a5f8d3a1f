package org.example.acme;

import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.util.Set;

/// What Gander expects of every provider over HTTP: answers, tool calls, cancellation, refusals,
/// pages in place of answers, streams that break off or stall. The service is a small server in
/// this test.
class AcmeProviderTest extends ServiceTest implements HttpProviderContract {
  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new AcmeProviderFactory()
        .create(
            settings
                .with(AcmeProviderFactory.HOST, url, AcmeProviderFactory.KEY, KEY)
                .keeping(new InMemoryTokenCaches()),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)),
            _ -> {});
  }

  /// The provider's capabilities; the contract also tests that it refuses everything else.
  @Override
  public Set<Capability> capabilities() {
    return Capability.ALL;
  }

  /// The service's form of answers.
  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }

  /// Its form of errors.
  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"message\":\"%s\",\"code\":%d}}".formatted(message, status);
  }
}
