package dev.gander.domain.session;

import dev.gander.domain.model.ModelConfig;
import org.jspecify.annotations.Nullable;

/// The model that a session was given. What is null comes from the settings.
///
/// @param provider its name; it may not exist any more
public record SessionModel(@Nullable String provider, @Nullable ModelConfig config) {
  public static final SessionModel UNSET = new SessionModel(null, null);
}
