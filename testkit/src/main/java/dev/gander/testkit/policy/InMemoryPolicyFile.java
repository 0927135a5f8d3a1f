package dev.gander.testkit.policy;

import dev.gander.domain.json.Json;
import dev.gander.domain.policy.PolicyFile;
import dev.gander.domain.policy.PolicyJson;
import dev.gander.domain.policy.PolicyMistake;
import dev.gander.domain.policy.PolicyState;

/// A `policy.yaml` in memory. There is none at first.
public final class InMemoryPolicyFile implements PolicyFile {
  private volatile PolicyState state = new PolicyState.Absent();

  public void write(Json content) {
    try {
      state = new PolicyState.Valid(PolicyJson.read(content));
    } catch (PolicyMistake e) {
      state = new PolicyState.Broken("policy.yaml is broken: " + e.text() + " at " + e.path());
    }
  }

  public void delete() {
    state = new PolicyState.Absent();
  }

  @Override
  public PolicyState read() {
    return state;
  }
}
