package dev.gander.application.api.app;

import dev.gander.application.app.AppShelf;
import dev.gander.domain.app.AppPage;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.NotFound;
import java.util.Comparator;

/// Exports a known app as one document.
public final class ExportApp {
  private final AppShelf shelf;

  public ExportApp(AppShelf shelf) {
    this.shelf = shelf;
  }

  /// Of several apps of that name, one that was made or imported here comes first.
  ///
  /// @return the document of the app, see [AppPage]
  /// @throws NotFound if no known app has that name
  /// @throws dev.gander.domain.error.StorageException if the known apps cannot be read
  public String export(String name) {
    return shelf.all().stream()
        .filter(app -> app.name().equals(name))
        .min(Comparator.comparing(app -> !app.servers().contains(McpApp.OWNER)))
        .map(AppPage::write)
        .orElseThrow(() -> new NotFound("App '" + name + "' not found"));
  }
}
