package dev.gander.adapters.llm.services.nanogpt;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.provider.kit.service.ServiceClient;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Whether the user has a subscription. The service is asked before the first request; its answer
/// applies as long as the provider lives (a session's provider, so a new session sees a new
/// subscription). While there is no answer, the user pays by use, and the next request asks again:
/// a lasting mistake would cost money. Any thread.
final class NanoGptSubscription {
  private static final System.Logger LOG = System.getLogger(NanoGptSubscription.class.getName());

  private final ServiceClient client;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Boolean active;

  /// @param client with little patience: a turn waits for it
  NanoGptSubscription(ServiceClient client) {
    this.client = client;
  }

  boolean isActive() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (active == null) {
        active = Json.of(true).equals(client.get("subscription/v1/usage").get("active"));
      }
      return active;
    } catch (ProviderException e) {
      LOG.log(Level.DEBUG, "NanoGPT does not tell of a subscription: {0}", e.display());
      return false;
    } finally {
      lock.unlock();
    }
  }
}
