package dev.gander.domain.error;

import org.jspecify.annotations.Nullable;

/// A file or the database could not be read or written. What was stored before is unchanged.
public non-sealed class StorageException extends GanderException {
  private static final long serialVersionUID = 1;

  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
