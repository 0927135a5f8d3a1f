package dev.gander.application.engine;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;

/// The worker's provider; when its service fails before it says anything, the lead answers. A
/// conversation that is too long is for others to shorten.
record LeadInReserve(Provider worker, Provider lead, ModelConfig leadModel, Runnable stepsIn)
    implements ForwardingProvider {
  @Override
  public Provider inner() {
    return worker;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    try {
      return worker.stream(request);
    } catch (ProviderException.ContextLengthExceeded e) {
      throw e;
    } catch (ProviderException e) {
      stepsIn.run();
      return lead.stream(request.withModel(leadModel));
    }
  }

  @Override
  public void close() {
    worker.close();
    lead.close();
  }
}
