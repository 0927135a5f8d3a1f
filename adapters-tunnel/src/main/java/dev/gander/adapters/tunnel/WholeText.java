package dev.gander.adapters.tunnel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A text in UTF-8 that is sent in chunks, cut between characters.
final class WholeText {
  private final byte[] utf8;

  /// Of the chunks; the last one is the text's.
  private final List<Integer> ends;

  private WholeText(byte[] utf8, List<Integer> ends) {
    this.utf8 = utf8;
    this.ends = ends;
  }

  /// @param longest a chunk in bytes, at least four
  /// @throws CharacterCodingException if it is no text
  static WholeText of(byte[] bytes, int longest) throws CharacterCodingException {
    List<Integer> ends = new ArrayList<>();
    int start = 0;
    while (start < bytes.length || ends.isEmpty()) {
      int end = cut(bytes, Math.min(bytes.length, start + longest));
      // Nothing is sent before everything is known to be text.
      decode(bytes, start, end);
      ends.add(end);
      start = end;
    }
    return new WholeText(bytes, List.copyOf(ends));
  }

  private static int cut(byte[] bytes, int end) {
    int cut = end;
    while (cut < bytes.length && end - cut < 3 && (bytes[cut] & 0xC0) == 0x80) {
      cut--;
    }
    return cut;
  }

  private static String decode(byte[] bytes, int start, int end) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, start, end - start))
        .toString();
  }

  int count() {
    return ends.size();
  }

  String chunk(int index) {
    int start = index == 0 ? 0 : ends.get(index - 1);
    return new String(utf8, start, ends.get(index) - start, StandardCharsets.UTF_8);
  }
}
