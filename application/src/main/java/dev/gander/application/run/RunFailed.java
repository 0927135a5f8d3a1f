package dev.gander.application.run;

import dev.gander.domain.error.Unavailable;

/// A run never came to its first message, or lost its session; the text tells why.
public final class RunFailed extends Unavailable {
  private static final long serialVersionUID = 1;

  public RunFailed(String message) {
    super(message);
  }
}
