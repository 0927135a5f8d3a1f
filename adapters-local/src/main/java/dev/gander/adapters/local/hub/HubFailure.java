package dev.gander.adapters.local.hub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The hub, or a server that it sent us to, did not do what it was asked for.
public final class HubFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean passing;
  private final Duration wait;

  private HubFailure(String message, boolean passing, Duration wait, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
    this.wait = wait;
  }

  /// Asking again would not help.
  public static HubFailure lasting(String message) {
    return new HubFailure(message, false, Duration.ZERO, null);
  }

  /// Asking again later may help.
  public static HubFailure passing(String message, @Nullable Throwable cause) {
    return new HubFailure(message, true, Duration.ZERO, cause);
  }

  /// @param wait how long the server asks us to wait
  static HubFailure later(String message, Duration wait) {
    return new HubFailure(message, true, wait, null);
  }

  /// For people; contains no token and nothing that the server wrote.
  public String text() {
    return String.valueOf(getMessage());
  }

  public boolean isPassing() {
    return passing;
  }

  /// How long the server asks us to wait at least.
  public Duration minimumWait() {
    return wait;
  }
}
