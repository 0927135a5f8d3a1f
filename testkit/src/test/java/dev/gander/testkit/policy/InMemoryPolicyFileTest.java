package dev.gander.testkit.policy;

import dev.gander.domain.json.Json;
import dev.gander.domain.policy.PolicyFile;

class InMemoryPolicyFileTest implements PolicyFileContract {
  private final InMemoryPolicyFile file = new InMemoryPolicyFile();

  @Override
  public PolicyFile file() {
    return file;
  }

  @Override
  public void write(Json content) {
    file.write(content);
  }

  @Override
  public void delete() {
    file.delete();
  }
}
