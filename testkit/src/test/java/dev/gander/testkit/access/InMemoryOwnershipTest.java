package dev.gander.testkit.access;

import dev.gander.domain.access.Ownership;

class InMemoryOwnershipTest implements OwnershipContract {
  private final Ownership ownership = new InMemoryOwnership();

  @Override
  public Ownership ownership() {
    return ownership;
  }
}
