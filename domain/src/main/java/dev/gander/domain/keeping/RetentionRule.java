package dev.gander.domain.keeping;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is kept of the sessions of one type; null means any.
///
/// @param age since something was said last
/// @param count how many sessions, those used last
/// @param bytes of all messages together
public record RetentionRule(@Nullable Duration age, @Nullable Long count, @Nullable Long bytes) {
  public static final RetentionRule NONE = new RetentionRule(null, null, null);

  public boolean isNone() {
    return equals(NONE);
  }
}
