package dev.gander.domain.error;

import org.jspecify.annotations.Nullable;

/// Root of all failures that callers may want to distinguish. The message states what was attempted
/// with which value; it may be shown to users and never contains a secret.
public abstract sealed class GanderException extends RuntimeException
    permits NotFound,
        Conflict,
        InvalidInput,
        Unavailable,
        ProviderException,
        ExtensionException,
        StorageException {
  private static final long serialVersionUID = 1;

  protected GanderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The text for the user; never null.
  public final String text() {
    return String.valueOf(getMessage());
  }
}
