package dev.gander.application.api.app;

import dev.gander.application.app.AppShelf;
import dev.gander.domain.error.InvalidInput;

/// Imports an app from one document.
public final class ImportApp {
  private final AppShelf shelf;

  public ImportApp(AppShelf shelf) {
    this.shelf = shelf;
  }

  /// A name that is taken gets a number.
  ///
  /// @return the name of the app here
  /// @throws InvalidInput if the document is not an app
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored
  public String take(String document) {
    return shelf.take(document).name();
  }
}
