package dev.gander.testkit.app;

import dev.gander.domain.app.AppCache;

class InMemoryAppCacheTest implements AppCacheContract {
  private final AppCache cache = new InMemoryAppCache();

  @Override
  public AppCache cache() {
    return cache;
  }

  @Override
  public AppCache small() {
    return new InMemoryAppCache(1_000);
  }
}
