package dev.gander.adapters.mcp.developer.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The text to replace and its replacement.
record Replacement(String before, String after) {
  private static final Pattern BARE_LINE_FEED = Pattern.compile("(?<!\r)\n");

  /// Models write `\n`. In a file whose lines all end with `\r\n` they mean that, and the lines
  /// they add must end alike. (goosed finds nothing there, or mixes the two.)
  Replacement withLineEndsOf(String text) {
    boolean windows = text.contains("\r\n") && !BARE_LINE_FEED.matcher(text).find();
    return windows ? new Replacement(withReturns(before), withReturns(after)) : this;
  }

  private static String withReturns(String text) {
    return BARE_LINE_FEED.matcher(text).replaceAll("\r\n");
  }

  /// How often the text occurs, and where first.
  record Places(int count, List<Integer> first) {}

  /// Where `before` begins; overlapping places count once. An empty one occurs everywhere.
  Places placesIn(String text) {
    List<Integer> first = new ArrayList<>();
    int count = 0;
    int step = Math.max(1, before.length());
    for (int at = text.indexOf(before); at >= 0; at = next(text, at + step)) {
      count++;
      if (first.size() < EditHint.SHOWN_MATCHES) {
        first.add(at);
      }
    }
    return new Places(count, first);
  }

  /// The end of the text is a place for an empty `before`, and the last one.
  private int next(String text, int from) {
    return from > text.length() ? -1 : text.indexOf(before, from);
  }

  String applyTo(String text, int place) {
    return text.substring(0, place) + after + text.substring(place + before.length());
  }

  String summary() {
    return "(" + Lines.count(before) + " lines -> " + Lines.count(after) + " lines)";
  }
}
