package dev.gander.json.jackson;

import dev.gander.domain.json.Latin1;
import java.io.Reader;

/// Reads a text in pieces that contain whole surrogate pairs, with a question mark for each lone
/// half. One thread.
final class WholeCharacters extends Reader {
  private final String text;
  private final boolean needsCare;
  private int next;

  WholeCharacters(String text) {
    this.text = text;
    this.needsCare = !Latin1.isKnown(text);
  }

  @Override
  public int read(char[] target, int start, int most) {
    int count = Math.min(most, text.length() - next);
    if (count <= 0) {
      return -1;
    }
    boolean cutsPair = count > 1 && LoneHalves.isPairAt(text, next + count - 1);
    count = cutsPair ? count - 1 : count;
    text.getChars(next, next + count, target, start);
    if (needsCare) {
      LoneHalves.replace(target, start, start + count, '?');
    }
    next += count;
    return count;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
