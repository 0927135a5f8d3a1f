package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers from a cassette, as the recorded service did.
record ReplayProvider(String name, Cassette cassette, ClientEnvironment environment)
    implements Provider {
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before an answer was played");
    }
    Exchange exchange = cassette.next(request);
    if (exchange.ending() instanceof Exchange.Ending.Refused(var failure)) {
      throw failure;
    }
    return new ReplayedStream(exchange, environment.now());
  }

  @Override
  public List<String> models() {
    return cassette.models();
  }

  @Override
  public @Nullable String fastModel() {
    return cassette.service().fastModel();
  }

  @Override
  public boolean managesOwnContext() {
    return cassette.service().managesOwnContext();
  }

  @Override
  public boolean isAgent() {
    return cassette.service().isAgent();
  }
}
