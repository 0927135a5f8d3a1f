package dev.gander.adapters.llm.rehearsal;

import java.util.regex.Pattern;

/// What the agent tells the model anew with each request, inside the user's newest message: the
/// time, the folder, the room that is left. It is not the user's words.
public final class TurnNotes {
  private static final Pattern NOTE =
      Pattern.compile("<(info-msg|turn-context)>[\\s\\S]*?</\\1>\\s*");

  private TurnNotes() {}

  /// The text without such notes.
  public static String removedFrom(String text) {
    return NOTE.matcher(text).replaceAll("");
  }
}
