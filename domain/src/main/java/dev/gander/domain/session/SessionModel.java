package dev.gander.domain.session;

import dev.gander.domain.model.ModelConfig;
import org.jspecify.annotations.Nullable;

/// The model assigned to a session. Null values come from the settings.
///
/// @param provider its name; it may no longer exist
public record SessionModel(@Nullable String provider, @Nullable ModelConfig config) {
  public static final SessionModel UNSET = new SessionModel(null, null);
}
