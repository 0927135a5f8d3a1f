package dev.gander.domain.policy;

import dev.gander.domain.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/// A policy that says something that has no meaning. Where that stands is told by the names of
/// members and the numbers of items that lead to it.
public final class PolicyMistake extends InvalidInput {
  private static final long serialVersionUID = 1;

  private final transient List<Object> path;

  PolicyMistake(String message) {
    this(message, List.of());
  }

  private PolicyMistake(String message, List<Object> path) {
    super(message);
    this.path = List.copyOf(path);
  }

  /// Names of members, and numbers of items that begin with 0.
  public List<Object> path() {
    return path;
  }

  PolicyMistake within(Object step) {
    List<Object> longer = new ArrayList<>(List.of(step));
    longer.addAll(path);
    return new PolicyMistake(text(), longer);
  }
}
