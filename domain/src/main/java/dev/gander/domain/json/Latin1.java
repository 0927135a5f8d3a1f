package dev.gander.domain.json;

import java.util.Spliterator;

/// Tells long texts that need no look at each of their characters.
public final class Latin1 {
  private Latin1() {}

  /// Whether all characters are below U+0100, as far as this is known without looking at them: the
  /// JDK keeps such a text as one byte a character, and only of these it knows beforehand how many
  /// code points there are.
  public static boolean isKnown(String text) {
    return text.codePoints().spliterator().hasCharacteristics(Spliterator.SIZED);
  }
}
