package dev.gander.application.toolshim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a call may begin in a text that is still growing: an object with a member, perhaps in a
/// code block, or a marker.
final class CallStart {
  private static final Pattern START =
      Pattern.compile("(?:```[a-z_]*\\s*+)?\\{\\s*+\"|<\\|tool_call|<tool_call>");

  private CallStart() {}

  /// How much of the beginning is certainly no part of a call, whatever follows.
  @SuppressWarnings("JdkObsolete") // It is a stream: what comes next decides.
  static int wordsBefore(String text) {
    Matcher start = START.matcher(text);
    for (int i = 0; i < text.length(); i++) {
      if (isCandidate(text.charAt(i))) {
        start.region(i, text.length());
        if (start.lookingAt() || start.hitEnd()) {
          return i;
        }
      }
    }
    return text.length();
  }

  private static boolean isCandidate(char c) {
    return c == '{' || c == '<' || c == '`';
  }
}
