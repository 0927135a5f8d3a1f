package dev.gander.testkit.access;

import dev.gander.domain.access.AccessKeys;

class InMemoryAccessKeysTest implements AccessKeysContract {
  private final AccessKeys keys = new InMemoryAccessKeys();

  @Override
  public AccessKeys keys() {
    return keys;
  }
}
