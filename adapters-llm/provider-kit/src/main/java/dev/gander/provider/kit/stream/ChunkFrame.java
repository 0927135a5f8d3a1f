package dev.gander.provider.kit.stream;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import org.jspecify.annotations.Nullable;

/// What two chunks of an answer have in common if they differ in one text only.
///
/// @param before ends with the quotation mark that begins the text
/// @param after begins with the one that ends it
record ChunkFrame(String before, String after, TreeWithGap tree) {
  /// In chars. For a longer text a parser is as good.
  private static final int LONGEST = 1000;

  /// @param parsed the tree of the first one
  /// @param again the tree of the second one
  static @Nullable ChunkFrame of(String first, Json parsed, String second, Json again) {
    TreeWithGap tree = TreeWithGap.between(parsed, again);
    int begin = second.lastIndexOf('"', sameBeginning(first, second) - 1) + 1;
    int end = second.indexOf('"', begin);
    if (tree == null || begin == 0 || end < 0) {
      return null;
    }
    ChunkFrame frame = new ChunkFrame(second.substring(0, begin), second.substring(end), tree);
    return frame.yields(first, parsed) && frame.yields(second, again) ? frame : null;
  }

  private static int sameBeginning(String first, String second) {
    int most = Math.min(first.length(), second.length());
    int same = 0;
    while (same < most && first.charAt(same) == second.charAt(same)) {
      same++;
    }
    return same;
  }

  private boolean yields(String data, Json chunk) {
    return surrounds(data) && chunk(data).equals(chunk);
  }

  /// Whether the data is this frame around a text without escapes. The two chunks have shown that
  /// the frame ends inside of a text and goes on at its end, so that is true for any such text.
  boolean surrounds(String data) {
    int length = data.length() - before.length() - after.length();
    return length >= 0
        && length <= LONGEST
        && data.startsWith(before)
        && data.endsWith(after)
        && isPlain(data, before.length(), before.length() + length);
  }

  private static boolean isPlain(String data, int begin, int end) {
    for (int i = begin; i < end; i++) {
      char c = data.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /// @param data which this frame surrounds
  Json chunk(String data) {
    String text = data.substring(before.length(), data.length() - after.length());
    return tree.with(new JsonString(text));
  }
}
