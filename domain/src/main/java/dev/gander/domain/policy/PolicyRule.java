package dev.gander.domain.policy;

import org.jspecify.annotations.Nullable;

/// A rule: what it says about calls to which all of its conditions apply.
public final class PolicyRule {
  private final PolicyVerdict verdict;
  private final int position;
  private final @Nullable String name;
  private final @Nullable String reason;
  private final RuleConditions conditions;

  /// @param verdict of the list that it stands in
  /// @param position in that list, from 1
  PolicyRule(
      PolicyVerdict verdict,
      int position,
      @Nullable String name,
      @Nullable String reason,
      RuleConditions conditions) {
    this.verdict = verdict;
    this.position = position;
    this.name = name;
    this.reason = reason;
    this.conditions = conditions;
  }

  public PolicyVerdict verdict() {
    return verdict;
  }

  /// In its list, from 1.
  public int position() {
    return position;
  }

  /// That its author gave it.
  public @Nullable String name() {
    return name;
  }

  /// That its author gave for it.
  public @Nullable String reason() {
    return reason;
  }

  /// How the rule is called in questions, answers and logs.
  public String title() {
    String place = verdict.wire() + " " + position + " in policy.yaml";
    return name == null ? "rule " + place : "rule '" + name + "' (" + place + ")";
  }

  RuleConditions conditions() {
    return conditions;
  }

  Matched match(PolicyStep step) {
    return conditions.match(step, verdict == PolicyVerdict.ALLOW);
  }
}
