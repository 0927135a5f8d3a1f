package dev.gander.application.run;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.DelegatedUsage;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.TokenState;
import org.jspecify.annotations.Nullable;

/// What model calls have used.
///
/// @param cost in US dollars; null if unknown
public record Spent(TokenUsage tokens, @Nullable Double cost) {
  static final Spent NOTHING = new Spent(TokenUsage.UNKNOWN, null);

  /// All that a session has used so far, that of its sub-agents included.
  public static Spent in(Session session) {
    TokenState own = session.tokens();
    DelegatedUsage delegated = DelegatedUsage.in(session.extensionData());
    return new Spent(
        own.accumulated().plus(delegated.tokens()), delegated.costWith(own.accumulatedCost()));
  }

  /// What was used after that.
  Spent since(Spent before) {
    Double earlier = before.cost;
    return new Spent(
        tokens.minus(before.tokens),
        cost == null || earlier == null ? cost : Double.valueOf(cost - earlier));
  }
}
