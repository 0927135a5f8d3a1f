package dev.gander.application.engine.dialogue;

import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import java.util.Optional;

/// Records the usage of a model call: the session's current counts become this call's, the sums
/// grow, and so does the cost if the catalog knows the price.
public final class UsageAccounting {
  private final SessionStore sessions;
  private final ModelCatalog catalog;

  public UsageAccounting(SessionStore sessions, ModelCatalog catalog) {
    this.sessions = sessions;
    this.catalog = catalog;
  }

  public void settle(Dialogue dialogue, ProviderUsage usage) {
    settle(dialogue, usage, usage.tokens());
  }

  /// Records a summary, which is now all that the conversation contains.
  public void settleSummary(Dialogue dialogue, ProviderUsage usage) {
    Long left = usage.tokens().output();
    settle(dialogue, usage, new TokenUsage(left, null, left, null, null));
  }

  private void settle(Dialogue dialogue, ProviderUsage usage, TokenUsage current) {
    Optional<Double> cost =
        catalog
            .find(dialogue.model().provider().name(), usage.model())
            .flatMap(facts -> facts.cost(usage.tokens()));
    dialogue
        .output()
        .uninterrupted(
            () -> {
              Session booked =
                  sessions.update(
                      dialogue.sessionId(),
                      details ->
                          details.withTokens(details.tokens().plus(current, usage.tokens(), cost)));
              dialogue.output().tokens(booked.tokens());
            });
  }
}
