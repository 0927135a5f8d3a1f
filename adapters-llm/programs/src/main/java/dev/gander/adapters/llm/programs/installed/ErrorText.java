package dev.gander.adapters.llm.programs.installed;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretMask;
import java.util.regex.Pattern;

/// Makes what a program printed fit for an error text: short, and without secrets. It may print
/// what it found in its environment.
public record ErrorText(KnownSecrets secrets) {
  private static final int LONGEST = 2000;
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  /// The end of the text, where programs say what went wrong.
  public String of(String printed) {
    String text =
        SecretMask.inText(COLOUR.matcher(printed).replaceAll("").strip(), secrets.texts());
    return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
  }
}
