package dev.gander.application.engine.dialogue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.lang.System.Logger.Level;

/// The worker's provider; if its service fails at the start of an answer, the lead answers instead.
/// A conversation that is too long is left to the compaction.
public record LeadInReserve(Provider worker, Provider lead, ModelConfig leadModel, Runnable stepsIn)
    implements ForwardingProvider {
  private static final System.Logger LOG = System.getLogger(LeadInReserve.class.getName());

  @Override
  public Provider inner() {
    return worker;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    try {
      return worker.stream(request);
    } catch (ProviderException.ContextLengthExceeded | ProviderException.BudgetSpent e) {
      throw e;
    } catch (ProviderException e) {
      LOG.log(Level.WARNING, "{0} does not answer, the lead does: {1}", name(), e.text());
      stepsIn.run();
      return leads(request, e);
    }
  }

  private ProviderStream leads(ProviderRequest request, ProviderException why)
      throws InterruptedException {
    try {
      return lead.stream(request.withModel(leadModel));
    } catch (ProviderException e) {
      if (e != why) {
        e.addSuppressed(why);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    worker.close();
    lead.close();
  }
}
