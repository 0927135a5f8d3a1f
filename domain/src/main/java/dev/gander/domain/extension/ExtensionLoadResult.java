package dev.gander.domain.extension;

import org.jspecify.annotations.Nullable;

/// The result of starting one extension. `name` comes from its configuration and is not the key;
/// `error` is null when it runs.
public record ExtensionLoadResult(String name, @Nullable String error) {
  public static ExtensionLoadResult success(String name) {
    return new ExtensionLoadResult(name, null);
  }

  public boolean succeeded() {
    return error == null;
  }
}
