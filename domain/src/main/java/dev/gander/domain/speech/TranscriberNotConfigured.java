package dev.gander.domain.speech;

import dev.gander.domain.error.Unavailable;

/// The key of a speech service, or the model of this machine, is missing.
public final class TranscriberNotConfigured extends Unavailable {
  private static final long serialVersionUID = 1;

  /// @param message says so, and contains the words `not configured`, as in goosed
  public TranscriberNotConfigured(String message) {
    super(message);
  }

  public static TranscriberNotConfigured missing(String key) {
    return new TranscriberNotConfigured(key + " not configured");
  }
}
