package dev.gander.adapters.whisper;

import org.jspecify.annotations.Nullable;

/// The library does not do what it should.
final class LibraryFailure extends Exception {
  private static final long serialVersionUID = 1;

  LibraryFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
