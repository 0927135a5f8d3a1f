package dev.gander.application.api.provider;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;

/// A setting for models is wrong, so that no model can be used; nothing was changed.
public final class ModelSettingsInvalid extends Unavailable {
  private static final long serialVersionUID = 1;

  /// @param cause which setting, and what it has to be
  public ModelSettingsInvalid(InvalidInput cause) {
    super(cause.text(), cause);
  }
}
