package dev.gander.application.app;

import dev.gander.domain.app.AppFiles;
import dev.gander.domain.app.AppName;
import dev.gander.domain.app.AppPage;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonReader;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/// The apps that models have made. Each is also on the shelf, so that it is known at once. The name
/// of an app is that of its file, whatever its document says.
record AppLibrary(AppFiles files, AppShelf shelf, JsonReader json) {
  private static final System.Logger LOG = System.getLogger(AppLibrary.class.getName());

  /// Makes the clock unless there is one.
  void open() {
    try {
      if (files.read(DefaultApps.CLOCK).isEmpty()) {
        files.create(DefaultApps.CLOCK, DefaultApps.page(DefaultApps.CLOCK));
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "there is no clock: {0}", e.text());
    }
  }

  /// By name. What cannot be read is left out.
  ///
  /// @throws StorageException if they cannot be listed
  List<McpApp> all() {
    return files.names().stream().flatMap(name -> readable(name).stream()).toList();
  }

  private Optional<McpApp> readable(AppName name) {
    try {
      return find(name);
    } catch (StorageException | InvalidInput e) {
      LOG.log(Level.WARNING, "the app {0} is left out: {1}", name, e.text());
      return Optional.empty();
    }
  }

  /// @throws StorageException if its document cannot be read
  /// @throws InvalidInput if its document is not an app
  Optional<McpApp> find(AppName name) {
    return files.read(name).map(page -> AppPage.read(page, json).named(name.text()));
  }

  /// @throws NotFound if there is no such app
  McpApp get(AppName name) {
    return find(name).orElseThrow(() -> noSuchApp(name));
  }

  /// @throws InvalidInput if the name is taken
  void create(McpApp app) {
    String page = AppPage.write(app);
    if (!files.create(new AppName(app.name()), page)) {
      throw new InvalidInput("App '" + app.name() + "' already exists");
    }
    shelf.keepOwn(AppPage.read(page, json));
  }

  void replace(McpApp app) {
    String page = AppPage.write(app);
    files.replace(new AppName(app.name()), page);
    shelf.keepOwn(AppPage.read(page, json));
  }

  /// @throws NotFound if there is no such app
  void delete(AppName name) {
    if (!files.delete(name)) {
      throw noSuchApp(name);
    }
    shelf.removeOwn(McpApp.own(name.text(), null, "", null, null).uri());
  }

  private static GanderException noSuchApp(AppName name) {
    return new NotFound("App '" + name + "' not found");
  }
}
