package dev.gander.domain.session;

import org.jspecify.annotations.Nullable;

/// How a session came about.
///
/// @param scheduleId the schedule that started it, if any
public record SessionOrigin(SessionType type, @Nullable String scheduleId) {
  /// Started by its user.
  public static final SessionOrigin USER = of(SessionType.USER);

  public static SessionOrigin of(SessionType type) {
    return new SessionOrigin(type, null);
  }
}
