package dev.gander.adapters.persistence.sources;

import org.jspecify.annotations.Nullable;

/// A file that cannot be used as a source.
final class UnreadableSource extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableSource(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
