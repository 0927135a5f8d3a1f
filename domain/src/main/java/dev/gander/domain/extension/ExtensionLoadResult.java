package dev.gander.domain.extension;

import org.jspecify.annotations.Nullable;

/// How starting one extension went. `name` is the one in its configuration, not the key; `error` is
/// null when it runs.
public record ExtensionLoadResult(String name, @Nullable String error) {
  public static ExtensionLoadResult success(String name) {
    return new ExtensionLoadResult(name, null);
  }

  public boolean succeeded() {
    return error == null;
  }
}
