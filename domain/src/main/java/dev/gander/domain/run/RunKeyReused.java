package dev.gander.domain.run;

import dev.gander.domain.error.Conflict;

/// An idempotency key came a second time, with another request; nothing was started.
public final class RunKeyReused extends Conflict {
  private static final long serialVersionUID = 1;

  public RunKeyReused() {
    super("This Idempotency-Key has been used for another request");
  }
}
