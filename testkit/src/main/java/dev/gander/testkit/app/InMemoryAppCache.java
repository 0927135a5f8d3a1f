package dev.gander.testkit.app;

import dev.gander.domain.app.AppCache;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.app.McpAppJson;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A cache of apps that is gone with the test.
public final class InMemoryAppCache implements AppCache {
  private final Map<Place, McpApp> apps = new HashMap<>();
  private final long mostChars;

  private record Place(ExtensionKey extension, String uri) {}

  public InMemoryAppCache() {
    this(Long.MAX_VALUE);
  }

  /// @param mostChars of all apps in their JSON form, before new ones are refused
  public InMemoryAppCache(long mostChars) {
    this.mostChars = mostChars;
  }

  @Override
  public synchronized List<McpApp> all() {
    return apps.values().stream()
        .sorted(Comparator.comparing(McpApp::name).thenComparing(McpApp::uri))
        .toList();
  }

  @Override
  public synchronized boolean add(ExtensionKey extension, McpApp app) {
    boolean fresh = !apps.containsKey(new Place(extension, app.uri()));
    if (fresh) {
      put(extension, app);
    }
    return fresh;
  }

  @Override
  public synchronized void put(ExtensionKey extension, McpApp app) {
    Place place = new Place(extension, app.uri());
    long others = apps.values().stream().mapToLong(InMemoryAppCache::size).sum();
    if (!apps.containsKey(place) && others + size(app) > mostChars) {
      throw new StorageException("The cache of apps is full", null);
    }
    apps.put(place, app);
  }

  @Override
  public synchronized void remove(ExtensionKey extension, String uri) {
    apps.remove(new Place(extension, uri));
  }

  private static long size(McpApp app) {
    return McpAppJson.write(app).compact().length();
  }
}
