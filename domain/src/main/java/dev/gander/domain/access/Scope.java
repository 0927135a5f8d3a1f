package dev.gander.domain.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a key may do. Each stands for itself, except that `ADMIN` includes all.
public enum Scope {
  /// See the sessions, schedules and runs that belong to the key, and what the server offers.
  READ,
  /// Begin sessions, talk in them, change and delete them; schedules too.
  CHAT,
  /// Answer whether a tool may run, and choose a mode in which nobody is asked.
  APPROVE,
  /// Read and change settings, secrets, providers, extensions, recipes and prompts.
  CONFIGURE,
  /// Everything, also what belongs to other keys; keys themselves.
  ADMIN;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> parse(String wire) {
    return Arrays.stream(values()).filter(scope -> scope.wire().equals(wire)).findFirst();
  }
}
