package dev.gander.application.api.status;

import java.util.Map;

/// The optional parts of the program, by goosed's names. Desktop hides the disabled ones.
public final class Features {
  private static final Map<String, Boolean> ALL =
      Map.of("local-inference", false, "code-mode", false);

  private Features() {}

  public static Map<String, Boolean> all() {
    return ALL;
  }
}
