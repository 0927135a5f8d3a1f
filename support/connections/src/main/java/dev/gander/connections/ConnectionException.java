package dev.gander.connections;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request that is not sent: a certificate in the settings cannot be used, a proxy refuses it, or
/// the server redirects to another one. Retrying does not help. The message is for the user and
/// contains no secret.
public final class ConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConnectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The message; never null.
  public String text() {
    return Objects.requireNonNull(getMessage(), "message");
  }
}
