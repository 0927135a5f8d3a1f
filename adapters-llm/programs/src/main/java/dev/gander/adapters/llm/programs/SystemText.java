package dev.gander.adapters.llm.programs;

import java.util.regex.Pattern;

/// The system prompt for an agent that has tools of its own.
public final class SystemText {
  /// From the heading to the next one of the same rank, or to the end.
  private static final Pattern EXTENSIONS =
      Pattern.compile("(?ms)^# Extensions[ \\t]*$.*?(?=^# |\\z)");

  private SystemText() {}

  /// Removes the section about our extensions, whose tools it cannot call.
  public static String withoutExtensions(String system) {
    return EXTENSIONS.matcher(system).replaceFirst("").strip();
  }
}
