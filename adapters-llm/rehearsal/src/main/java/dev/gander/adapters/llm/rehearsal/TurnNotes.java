package dev.gander.adapters.llm.rehearsal;

import java.util.regex.Pattern;

/// The agent's note to the model in each request, inside the user's newest message: the time, the
/// folder, the remaining context. It is not part of the user's words.
public final class TurnNotes {
  private static final Pattern NOTE =
      Pattern.compile("<(info-msg|turn-context)>[\\s\\S]*?</\\1>\\s*");

  private TurnNotes() {}

  /// The text without such notes.
  public static String removedFrom(String text) {
    return NOTE.matcher(text).replaceAll("");
  }
}
