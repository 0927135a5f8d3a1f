package dev.gander.domain.message;

import java.text.Normalizer;

/// Normalizes texts that enter a conversation: composed (NFC), and without Unicode's tag characters
/// U+E0000 – U+E007F, which can hide instructions from people.
public final class PlainText {
  private PlainText() {}

  public static String clean(String text) {
    if (isSimple(text)) {
      return text;
    }
    return withoutTags(
        Normalizer.isNormalized(text, Normalizer.Form.NFC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /// Whether no character is combining or beyond, so that nothing has to be done: conversations can
  /// be long.
  private static boolean isSimple(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '\u0300') {
        return false;
      }
    }
    return true;
  }

  private static String withoutTags(String text) {
    // All tag characters start with this high surrogate; most texts contain none.
    if (text.indexOf('\uDB40') < 0) {
      return text;
    }
    StringBuilder rest = new StringBuilder(text.length());
    text.codePoints().filter(c -> c < 0xE0000 || c > 0xE007F).forEach(rest::appendCodePoint);
    return rest.toString();
  }
}
