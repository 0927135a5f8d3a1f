package dev.gander.adapters.whisper;

import org.jspecify.annotations.Nullable;

/// A file is no recording, or of a kind that Java does not read.
final class UnreadableSound extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableSound(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
