package dev.gander.domain.message;

import java.text.Normalizer;

/// The form in which texts enter a conversation: composed (NFC), and without Unicode's tag
/// characters U+E0000 – U+E007F, which can hide instructions from people.
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

  /// Nothing below the first combining character needs a look; conversations can be long.
  private static boolean isSimple(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '\u0300') {
        return false;
      }
    }
    return true;
  }

  private static String withoutTags(String text) {
    // Tag characters are written with this one high surrogate; most texts have none.
    if (text.indexOf('\uDB40') < 0) {
      return text;
    }
    StringBuilder rest = new StringBuilder(text.length());
    text.codePoints().filter(c -> c < 0xE0000 || c > 0xE007F).forEach(rest::appendCodePoint);
    return rest.toString();
  }
}
