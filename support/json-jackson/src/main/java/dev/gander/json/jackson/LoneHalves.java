package dev.gander.json.jackson;

import dev.gander.domain.json.Latin1;

/// Finds halves of surrogate pairs without the other half, which no Unicode text may contain.
final class LoneHalves {
  private static final int EIGHT = 8;

  /// In chars.
  private static final int PIECE = 8 * 1024;

  private LoneHalves() {}

  static boolean find(char[] text, int begin, int end) {
    int next = begin;
    while (next < end) {
      if (next + EIGHT <= end && areNoHalves(text, next)) {
        next += EIGHT;
      } else if (!Character.isSurrogate(text[next])) {
        next++;
      } else if (next + 1 < end && Character.isSurrogatePair(text[next], text[next + 1])) {
        next += 2;
      } else {
        return true;
      }
    }
    return false;
  }

  /// Whether these eight certainly are none: the bits that all halves have are not all there.
  private static boolean areNoHalves(char[] text, int at) {
    return (EightBytes.bitsOf(text, at) & Character.MIN_SURROGATE) != Character.MIN_SURROGATE;
  }

  /// The text may be long: it is looked at in pieces, since an array is faster than its characters
  /// one by one.
  static boolean find(String text) {
    if (Latin1.isKnown(text)) {
      return false;
    }
    char[] piece = new char[Math.min(PIECE, text.length())];
    int next = 0;
    while (next < text.length()) {
      int end = Math.min(next + PIECE, text.length());
      end = isPairAt(text, end - 1) ? end - 1 : end;
      text.getChars(next, end, piece, 0);
      if (find(piece, 0, end - next)) {
        return true;
      }
      next = end;
    }
    return false;
  }

  static String replaced(String text, char instead) {
    char[] chars = text.toCharArray();
    replace(chars, 0, chars.length, instead);
    return new String(chars);
  }

  static void replace(char[] text, int begin, int end, char instead) {
    for (int i = begin; i < end; i++) {
      if (Character.isSurrogate(text[i])) {
        if (i + 1 < end && Character.isSurrogatePair(text[i], text[i + 1])) {
          i++;
        } else {
          text[i] = instead;
        }
      }
    }
  }

  static boolean isPairAt(String text, int place) {
    return place + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(place), text.charAt(place + 1));
  }
}
