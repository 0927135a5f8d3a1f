package dev.gander.testkit.run;

import dev.gander.domain.run.RunStore;

class InMemoryRunStoreTest implements RunStoreContract {
  private final InMemoryRunStore store = new InMemoryRunStore();
  private final InMemoryRunStore other = store.ofAnotherServer();

  @Override
  public RunStore store() {
    return store;
  }

  @Override
  public RunStore ofAnotherServer() {
    return other;
  }

  @Override
  public String server() {
    return store.server();
  }

  @Override
  public String otherServer() {
    return other.server();
  }

  @Override
  public void serverDies() {
    store.die();
  }
}
