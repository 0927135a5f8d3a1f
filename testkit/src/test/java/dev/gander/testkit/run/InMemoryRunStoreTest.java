package dev.gander.testkit.run;

import dev.gander.domain.run.RunStore;

class InMemoryRunStoreTest implements RunStoreContract {
  private final InMemoryRunStore store = new InMemoryRunStore();

  @Override
  public RunStore store() {
    return store;
  }

  @Override
  public RunStore ofAnotherServer() {
    return store.ofAnotherServer();
  }

  @Override
  public String server() {
    return store.server();
  }

  @Override
  public void serverDies() {
    store.die();
  }
}
