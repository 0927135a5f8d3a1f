package dev.gander.domain.config;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text with some of its characters decoded or left out, which knows where each one stood.
/// Immutable.
final class DecodedText {
  private final String text;
  private final Places places;

  private DecodedText(String text, Places places) {
    this.text = text;
    this.places = places;
  }

  static DecodedText asItIs(String text) {
    return new DecodedText(text, new Places());
  }

  /// Without percent-encoding. Encoded bytes become characters of Latin 1.
  static DecodedText ofPercents(String text) {
    return decoded(text, "%", DecodedText::percent);
  }

  /// Without the escapes of JSON.
  static DecodedText ofEscapes(String text) {
    return decoded(text, "\\", DecodedText::escape);
  }

  /// Without line breaks, also those that JSON has escaped, and what lines are indented by.
  static DecodedText ofLines(String text) {
    return decoded(text, "\n\r\\", DecodedText::lineBreak);
  }

  String text() {
    return text;
  }

  /// The position of a character in the original text.
  int start(int index) {
    return places.start(index);
  }

  /// The position in the original text where a character ends.
  int end(int index) {
    return places.end(index);
  }

  /// What a character, or several, stand for.
  ///
  /// @param value empty if it is left out
  private record Code(String value, int length) {}

  private interface Decoder {
    /// The code at that place; null if it only looks like one.
    @Nullable Code at(String text, int index);
  }

  /// @param marks one character or three, one of which begins each code
  private static DecodedText decoded(String text, String marks, Decoder decoder) {
    StringBuilder decoded = new StringBuilder(text.length());
    Places places = new Places();
    int index = 0;
    while (index < text.length()) {
      int next = find(text, index, marks);
      decoded.append(text, index, next);
      Code code = next < text.length() ? decoder.at(text, next) : null;
      if (code == null) {
        index = Math.min(text.length(), next + 1);
        decoded.append(text, next, index);
      } else {
        index = next + code.length();
        decoded.append(code.value());
        places.add(decoded.length(), code.value().isEmpty() ? next : index, index);
      }
    }
    return new DecodedText(decoded.toString(), places);
  }

  private static int find(String text, int from, String marks) {
    char first = marks.charAt(0);
    char second = marks.charAt(marks.length() / 2);
    char last = marks.charAt(marks.length() - 1);
    int length = text.length();
    int index = from;
    while (index < length) {
      char next = text.charAt(index);
      if (next == first || next == second || next == last) {
        break;
      }
      index++;
    }
    return index;
  }

  private static @Nullable Code percent(String text, int index) {
    int value = hex(text, index + 1, 2);
    return value < 0 ? null : new Code(Character.toString((char) value), 3);
  }

  private static @Nullable Code escape(String text, int index) {
    if (index + 1 >= text.length()) {
      return null;
    }
    char escaped = text.charAt(index + 1);
    if (escaped == 'u') {
      int value = hex(text, index + 2, 4);
      return value < 0 ? null : new Code(Character.toString((char) value), 6);
    }
    int known = "\"\\/bfnrt".indexOf(escaped);
    return known < 0 ? null : new Code("\"\\/\b\f\n\r\t".substring(known, known + 1), 2);
  }

  private static @Nullable Code lineBreak(String text, int index) {
    boolean isEscaped = text.charAt(index) == '\\';
    if (isEscaped && !text.startsWith("\\n", index) && !text.startsWith("\\r", index)) {
      return null;
    }
    int end = index + (isEscaped ? 2 : 1);
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return new Code("", end - index);
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

  /// Where the characters stood. Remembers only the places where their distance to those changes.
  private static final class Places {
    private int count = 1;
    private int[] from = {0};
    private int[] starts = {0};
    private int[] endsBefore = {0};

    /// @param index of the next character
    /// @param endBefore where the one before it ended
    /// @param start where it stands
    void add(int index, int endBefore, int start) {
      if (from[count - 1] == index) {
        starts[count - 1] = start;
        return;
      }
      if (count == from.length) {
        from = Arrays.copyOf(from, 2 * count);
        starts = Arrays.copyOf(starts, 2 * count);
        endsBefore = Arrays.copyOf(endsBefore, 2 * count);
      }
      from[count] = index;
      starts[count] = start;
      endsBefore[count] = endBefore;
      count++;
    }

    int start(int index) {
      int part = part(index);
      return starts[part] + index - from[part];
    }

    int end(int index) {
      int next = part(index + 1);
      return from[next] == index + 1 ? endsBefore[next] : start(index) + 1;
    }

    private int part(int index) {
      int found = Arrays.binarySearch(from, 0, count, index);
      return found < 0 ? -found - 2 : found;
    }
  }
}
