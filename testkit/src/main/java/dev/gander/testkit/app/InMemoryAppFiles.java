package dev.gander.testkit.app;

import dev.gander.domain.app.AppFiles;
import dev.gander.domain.app.AppName;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Documents of apps that are gone with the test.
public final class InMemoryAppFiles implements AppFiles {
  private final Map<AppName, String> pages = new ConcurrentSkipListMap<>();

  @Override
  public List<AppName> names() {
    return List.copyOf(pages.keySet());
  }

  @Override
  public Optional<String> read(AppName name) {
    return Optional.ofNullable(pages.get(name));
  }

  @Override
  public boolean create(AppName name, String page) {
    return pages.putIfAbsent(name, fitting(page)) == null;
  }

  @Override
  public void replace(AppName name, String page) {
    pages.put(name, fitting(page));
  }

  @Override
  public boolean delete(AppName name) {
    return pages.remove(name) != null;
  }

  private static String fitting(String page) {
    if (page.getBytes(StandardCharsets.UTF_8).length > McpApp.LONGEST) {
      throw new StorageException("The app is too large", null);
    }
    return page;
  }
}
