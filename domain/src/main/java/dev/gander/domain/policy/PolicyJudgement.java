package dev.gander.domain.policy;

import java.util.List;

/// What rules say about a call: the strictest of what they say about its steps.
///
/// @param steps at least one
public record PolicyJudgement(List<RuledStep> steps) {
  public PolicyJudgement {
    steps = List.copyOf(steps);
  }

  /// The first of the strictest.
  public RuledStep decisive() {
    RuledStep strictest = steps.getFirst();
    for (RuledStep step : steps) {
      if (step.verdict().compareTo(strictest.verdict()) > 0) {
        strictest = step;
      }
    }
    return strictest;
  }

  public PolicyVerdict verdict() {
    return decisive().verdict();
  }
}
