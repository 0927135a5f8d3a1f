package dev.gander.domain.speech;

import dev.gander.domain.error.Unavailable;
import org.jspecify.annotations.Nullable;

/// The text did not come within the time that the settings allow.
public final class TranscriptionTooSlow extends Unavailable {
  private static final long serialVersionUID = 1;

  public TranscriptionTooSlow(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
