package dev.gander.domain.policy;

/// The operator's `policy.yaml`. Thread-safe; an edit counts at the next reading.
public interface PolicyFile {
  /// Never fails: a file that cannot be read or understood is [PolicyState.Broken].
  PolicyState read();
}
