package dev.gander.json.jackson;

import java.io.Reader;
import java.util.Iterator;
import java.util.List;

/// Reads texts that follow each other as one. One thread.
final class JoinedTexts extends Reader {
  private final Iterator<String> rest;
  private String text = "";
  private int next;

  JoinedTexts(List<String> texts) {
    this.rest = texts.iterator();
  }

  @Override
  public int read(char[] target, int start, int count) {
    while (next == text.length()) {
      if (!rest.hasNext()) {
        return -1;
      }
      text = rest.next();
      next = 0;
    }
    int taken = Math.min(count, text.length() - next);
    text.getChars(next, next + taken, target, start);
    next += taken;
    return taken;
  }

  @Override
  public void close() {}
}
