package dev.gander.adapters.llm.programs;

import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.WorkContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer to a program that asks for permission when the user need not be asked.
public final class StandingAnswer {
  private StandingAnswer() {}

  /// Empty if the user decides. Outside a conversation nothing is allowed.
  public static Optional<ConfirmationAction> of(@Nullable WorkContext workContext) {
    if (workContext == null) {
      return Optional.of(ConfirmationAction.DENY_ONCE);
    }
    return switch (workContext.mode()) {
      case AUTO -> Optional.of(ConfirmationAction.ALLOW_ONCE);
      case CHAT -> Optional.of(ConfirmationAction.DENY_ONCE);
      case APPROVE, SMART_APPROVE -> Optional.empty();
    };
  }
}
