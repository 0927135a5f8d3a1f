package dev.gander.provider.kit.stream;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonText;
import org.jspecify.annotations.Nullable;

/// What two chunks of an answer have in common if they differ in one text only.
///
/// @param before ends with the quotation mark that begins the text
/// @param after begins with the one that ends it
record ChunkFrame(String before, String after, TreeWithGap tree) {
  /// In chars. For a longer text a parser is as good.
  private static final int LONGEST = 1000;

  /// A chunk that was parsed.
  record Parsed(String data, Json tree) {}

  /// Null if they differ in more, or in nothing.
  static @Nullable ChunkFrame of(Parsed one, Parsed other) {
    TreeWithGap tree = TreeWithGap.between(one.tree(), other.tree());
    if (tree == null) {
      return null;
    }
    String data = other.data();
    int begin = data.lastIndexOf('"', sameBeginning(one.data(), data) - 1) + 1;
    int end = data.indexOf('"', begin);
    if (begin == 0 || end < 0) {
      return null;
    }
    ChunkFrame frame = new ChunkFrame(data.substring(0, begin), data.substring(end), tree);
    return frame.yields(one) && frame.yields(other) ? frame : null;
  }

  private static int sameBeginning(String first, String second) {
    int most = Math.min(first.length(), second.length());
    int same = 0;
    while (same < most && first.charAt(same) == second.charAt(same)) {
      same++;
    }
    return same;
  }

  private boolean yields(Parsed chunk) {
    return surrounds(chunk.data()) && chunk(chunk.data()).equals(chunk.tree());
  }

  /// Whether the data is this frame around a text without escapes. The two chunks have shown that
  /// the frame ends inside of a text and goes on at its end, so that is true for any such text.
  boolean surrounds(String data) {
    int length = data.length() - before.length() - after.length();
    return length >= 0
        && length <= LONGEST
        && data.startsWith(before)
        && data.endsWith(after)
        && JsonText.isPlain(data, before.length(), before.length() + length);
  }

  /// @param data which this frame surrounds
  Json chunk(String data) {
    String text = data.substring(before.length(), data.length() - after.length());
    return tree.with(new JsonString(text));
  }
}
