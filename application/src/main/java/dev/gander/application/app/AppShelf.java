package dev.gander.application.app;

import dev.gander.domain.app.AppCache;
import dev.gander.domain.app.AppPage;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.json.JsonReader;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The apps that are known without asking an extension. The default ones are always among them.
public record AppShelf(AppCache cache, JsonReader json) {
  private static final System.Logger LOG = System.getLogger(AppShelf.class.getName());
  private static final ExtensionKey OWNER = new ExtensionKey(McpApp.OWNER);
  private static final int LONGEST_NAME = 200;

  /// By name.
  ///
  /// @throws StorageException if they cannot be listed
  public List<McpApp> all() {
    List<McpApp> apps = new ArrayList<>(cache.all());
    Set<String> known = apps.stream().map(McpApp::uri).collect(Collectors.toUnmodifiableSet());
    for (McpApp app : DefaultApps.all(json)) {
      if (!known.contains(app.uri())) {
        apps.add(app);
        tryToPut(OWNER, app);
      }
    }
    apps.sort(Comparator.comparing(McpApp::name));
    return List.copyOf(apps);
  }

  /// Stores an app from outside under its name, or the first of `NAME_1`, `NAME_2`, … that is free.
  ///
  /// @return the app under its name here
  /// @throws InvalidInput if it is not an app
  /// @throws StorageException if it cannot be stored
  public McpApp take(String page) {
    McpApp app = AppPage.read(page, json);
    if (app.name().length() > LONGEST_NAME) {
      throw new InvalidInput("The 'name' in metadata is longer than 200 characters");
    }
    Set<String> taken = all().stream().map(McpApp::name).collect(Collectors.toUnmodifiableSet());
    return Stream.concat(
            Stream.of(app),
            IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> app.named(app.name() + "_" + number)))
        .filter(it -> !taken.contains(it.name()))
        .filter(it -> cache.add(OWNER, it))
        .findFirst()
        .orElseThrow();
  }

  /// Keeps what extensions offer now. Nothing is removed, also not what they no longer offer.
  ///
  /// @throws StorageException if the known apps cannot be listed
  public void keep(Map<ExtensionKey, List<McpApp>> offered) {
    Set<McpApp> known =
        cache.all().stream().map(McpApp::withoutPrd).collect(Collectors.toUnmodifiableSet());
    offered.forEach(
        (extension, apps) ->
            apps.stream()
                .filter(app -> !known.contains(app))
                .forEach(app -> tryToPut(extension, app)));
  }

  /// Keeps an app of `apps`, if there is room.
  void keepOwn(McpApp app) {
    tryToPut(OWNER, app);
  }

  /// @throws StorageException if it cannot be removed
  void removeOwn(String uri) {
    cache.remove(OWNER, uri);
  }

  /// The app can be used nevertheless.
  private void tryToPut(ExtensionKey extension, McpApp app) {
    try {
      cache.put(extension, app);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the app {0} of {1} is not kept: {2}", app.uri(), extension, e.text());
    }
  }
}
