package dev.gander.domain.observe;

import org.jspecify.annotations.Nullable;

/// How a database is.
///
/// @param name such as `session database`
/// @param isOpen whether it could be read just now
/// @param isWritable false if it can only be read, or is damaged
/// @param problem null if there is none
public record StoreState(
    String name, boolean isOpen, boolean isWritable, @Nullable String problem) {
  public static StoreState sound(String name) {
    return new StoreState(name, true, true, null);
  }

  public boolean isSound() {
    return isOpen && isWritable;
  }
}
