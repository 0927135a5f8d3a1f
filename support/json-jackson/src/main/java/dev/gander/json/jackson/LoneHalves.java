package dev.gander.json.jackson;

import dev.gander.domain.json.Latin1;

/// Finds halves of surrogate pairs without the other half, which no Unicode text may contain.
final class LoneHalves {
  private LoneHalves() {}

  static boolean find(char[] text, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (Character.isSurrogate(text[i])) {
        if (i + 1 == end || !Character.isSurrogatePair(text[i], text[i + 1])) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  static boolean find(String text) {
    if (Latin1.isKnown(text)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPairAt(text, i)) {
          return true;
        }
        i++;
      }
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
