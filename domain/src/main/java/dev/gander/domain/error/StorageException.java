package dev.gander.domain.error;

import org.jspecify.annotations.Nullable;

/// A file or the database cannot be read or written. The operation left what was stored before.
public non-sealed class StorageException extends GanderException {
  private static final long serialVersionUID = 1;

  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
