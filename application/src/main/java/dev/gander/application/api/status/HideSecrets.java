package dev.gander.application.api.status;

import dev.gander.domain.config.KnownSecrets;

/// Hides all known secrets in a text that is about to leave, such as the description of a failure.
public final class HideSecrets {
  private final KnownSecrets secrets;

  public HideSecrets(KnownSecrets secrets) {
    this.secrets = secrets;
  }

  /// The text with the secrets masked.
  public String in(String text) {
    return secrets.hiddenIn(text);
  }
}
