package dev.gander.application.engine.dialogue;

import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.TokenState;
import java.util.ArrayList;
import java.util.List;
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
    dialogue.output().tokens(book(dialogue, usage));
  }

  /// Like [#settle], except that the client does not see the new counts yet.
  ///
  /// @return the new counts
  public TokenState book(Dialogue dialogue, ProviderUsage usage) {
    return book(dialogue, usage, usage.tokens());
  }

  /// Records a summary, which is now all that the conversation contains.
  public void settleSummary(Dialogue dialogue, ProviderUsage usage) {
    Long left = usage.tokens().output();
    TokenUsage summary = new TokenUsage(left, null, left, null, null);
    dialogue.output().tokens(book(dialogue, usage, summary));
  }

  private TokenState book(Dialogue dialogue, ProviderUsage usage, TokenUsage current) {
    Optional<Double> cost =
        catalog
            .find(dialogue.model().provider().name(), usage.model())
            .flatMap(facts -> facts.cost(usage.tokens()));
    List<TokenState> booked = new ArrayList<>(1);
    dialogue
        .output()
        .uninterrupted(
            () ->
                booked.add(
                    sessions
                        .update(
                            dialogue.sessionId(),
                            details ->
                                details.withTokens(
                                    details.tokens().plus(current, usage.tokens(), cost)))
                        .tokens()));
    return booked.getFirst();
  }
}
