package dev.gander.application.api.provider;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;

/// A model setting is invalid, so that no model can be used; nothing was changed.
public final class ModelSettingsInvalid extends Unavailable {
  private static final long serialVersionUID = 1;

  /// @param cause names the setting and what is expected
  public ModelSettingsInvalid(InvalidInput cause) {
    super(cause.text(), cause);
  }
}
