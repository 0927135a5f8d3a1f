package dev.gander.domain.config;

import org.jspecify.annotations.Nullable;

/// A text with some of its characters decoded, which knows where each one stood. Immutable.
final class DecodedText {
  private final String text;

  /// Of each character in the original text, and the end of the last; null if nothing was decoded.
  private final int @Nullable [] starts;

  private DecodedText(String text, int @Nullable [] starts) {
    this.text = text;
    this.starts = starts;
  }

  static DecodedText asItIs(String text) {
    return new DecodedText(text, null);
  }

  /// Without percent-encoding. Encoded bytes become characters of Latin 1.
  static DecodedText ofPercents(String text) {
    return decoded(text, '%', DecodedText::percent);
  }

  /// Without the escapes of JSON.
  static DecodedText ofEscapes(String text) {
    return decoded(text, '\\', DecodedText::escape);
  }

  String text() {
    return text;
  }

  /// The position of a character in the original text.
  int start(int index) {
    return starts == null ? index : starts[index];
  }

  /// An encoded character.
  private record Code(char value, int length) {}

  private interface Decoder {
    /// The character whose code is at that place; null if it only looks like a code.
    @Nullable Code at(String text, int index);
  }

  private static DecodedText decoded(String text, char mark, Decoder decoder) {
    StringBuilder decoded = new StringBuilder(text.length());
    int[] starts = new int[text.length() + 1];
    int index = 0;
    while (index < text.length()) {
      starts[decoded.length()] = index;
      char next = text.charAt(index);
      Code code = next == mark ? decoder.at(text, index) : null;
      decoded.append(code == null ? next : code.value());
      index += code == null ? 1 : code.length();
    }
    starts[decoded.length()] = text.length();
    return new DecodedText(decoded.toString(), starts);
  }

  private static @Nullable Code percent(String text, int index) {
    int value = hex(text, index + 1, 2);
    return value < 0 ? null : new Code((char) value, 3);
  }

  private static @Nullable Code escape(String text, int index) {
    if (index + 1 >= text.length()) {
      return null;
    }
    char escaped = text.charAt(index + 1);
    if (escaped == 'u') {
      int value = hex(text, index + 2, 4);
      return value < 0 ? null : new Code((char) value, 6);
    }
    int known = "\"\\/bfnrt".indexOf(escaped);
    return known < 0 ? null : new Code("\"\\/\b\f\n\r\t".charAt(known), 2);
  }

  /// -1 if there are no such digits.
  private static int hex(String text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
