package dev.gander.oauth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A sign-in failed, or tokens could not be refreshed. [#kind()] shows what the caller can do about
/// it; the message is for the user and contains no secret.
public final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What went wrong.
  public enum Kind {
    /// The user or the service refused, or the user did not come back in time: sign in again.
    REFUSED,
    /// Too many requests to the service: wait.
    RATE_LIMITED,
    /// The service failed on its side: try again later.
    SERVER_ERROR,
    /// The service could not be reached.
    UNREACHABLE,
    /// The service's answer cannot be used.
    UNUSABLE_ANSWER,
    /// This machine or its settings do not allow it: a port is taken, a setting is missing.
    NOT_POSSIBLE_HERE
  }

  private final Kind kind;

  public OAuthException(Kind kind, String message) {
    this(kind, message, null);
  }

  public OAuthException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// The message; never null.
  public String text() {
    return Objects.requireNonNull(getMessage(), "message");
  }
}
