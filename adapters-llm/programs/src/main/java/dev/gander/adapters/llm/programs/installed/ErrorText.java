package dev.gander.adapters.llm.programs.installed;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretMask;
import java.util.regex.Pattern;

/// Turns a program's output into an error message: short, and without secrets. The output may
/// contain parts of the program's environment.
public record ErrorText(KnownSecrets secrets) {
  private static final int LONGEST = 2000;
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  /// The end of the text, where programs explain what went wrong.
  public String of(String printed) {
    String text = hidden(COLOUR.matcher(printed).replaceAll("").strip());
    return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
  }

  /// The text without secrets: before it is cut, since half of one would not be recognised.
  String hidden(String text) {
    return SecretMask.inText(secrets.hiddenIn(text));
  }
}
