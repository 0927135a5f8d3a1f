package dev.gander.domain.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A change of one place in a text. The text to be replaced must occur exactly once.
///
/// @param before the text to replace, letter by letter
/// @param after its replacement
public record Replacement(String before, String after) {
  private static final Pattern BARE_LINE_FEED = Pattern.compile("(?<!\r)\n");

  /// What comes of a change.
  public sealed interface Edit {
    /// @param summary how much was changed
    record Done(String text, String summary) implements Edit {}

    /// @param hint helps to find the place
    record NoPlace(String hint) implements Edit {}
  }

  /// The text with the change, or what helps to find the place that was meant.
  public Edit in(String text) {
    Replacement exact = withLineEndsOf(text);
    Places places = exact.placesIn(text);
    return switch (places.count()) {
      case 0 -> new Edit.NoPlace(EditHint.noMatch(text, exact));
      case 1 -> new Edit.Done(exact.applyTo(text, places.first().getFirst()), summary());
      default -> new Edit.NoPlace(EditHint.manyMatches(text, exact, places));
    };
  }

  /// Models write `\n`. In a file whose lines all end with `\r\n` they mean that, and the lines
  /// they add must end alike. (goosed finds nothing there, or mixes the two.)
  private Replacement withLineEndsOf(String text) {
    boolean windows = text.contains("\r\n") && !BARE_LINE_FEED.matcher(text).find();
    return windows ? new Replacement(withReturns(before), withReturns(after)) : this;
  }

  private static String withReturns(String text) {
    return BARE_LINE_FEED.matcher(text).replaceAll("\r\n");
  }

  /// How often the text occurs, and where first.
  record Places(int count, List<Integer> first) {}

  /// Where `before` begins; overlapping places count once. An empty one occurs everywhere.
  private Places placesIn(String text) {
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

  private String applyTo(String text, int place) {
    return text.substring(0, place) + after + text.substring(place + before.length());
  }

  private String summary() {
    return "(" + Lines.count(before) + " lines -> " + Lines.count(after) + " lines)";
  }
}
