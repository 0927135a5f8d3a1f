package dev.gander.application.engine.permission;

import dev.gander.application.policy.PolicyGuard;
import dev.gander.application.policy.Ruling;
import java.util.Optional;

/// Lets the operator's rules decide, in every mode.
final class PolicyInspector implements ToolInspector {
  private final PolicyGuard guard;

  PolicyInspector(PolicyGuard guard) {
    this.guard = guard;
  }

  @Override
  public Optional<Finding> examine(ExaminedCall examined) throws InterruptedException {
    Ruling ruling =
        guard.rule(
            examined.dialogue().agent(),
            examined.call().name(),
            examined.call().argumentsOrEmpty());
    return switch (ruling) {
      case Ruling.Free _ -> Optional.empty();
      case Ruling.Question(String text) -> Optional.of(new Finding.Question(text));
      case Ruling.Refusal(String text) -> Optional.of(new Finding.Block(text));
    };
  }
}
