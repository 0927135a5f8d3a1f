package dev.gander.domain.session;

import dev.gander.domain.message.Content;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A search for messages with a text block that contains one of the words, ignoring case in any
/// script. There are no wildcards: `%` and `_` match themselves. `after` and `before` bound the
/// time at which the message was stored, both inclusive; null is unbounded.
///
/// @param words not blank; kept in case-folded form for comparison
/// @param limit maximum number of sessions; 0 finds none
public record SessionQuery(
    List<String> words, int limit, @Nullable Instant after, @Nullable Instant before) {
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  public SessionQuery {
    words = words.stream().map(SessionQuery::folded).toList();
  }

  /// The words of a text, split at blanks; empty for a blank text.
  public static List<String> wordsOf(String text) {
    return BLANKS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  /// Whether this content contains one of the words.
  public boolean isSaidIn(List<Content> content) {
    return content.stream()
        .flatMap(block -> block instanceof Content.Text text ? Stream.of(text.text()) : null)
        .map(SessionQuery::folded)
        .anyMatch(text -> words.stream().anyMatch(text::contains));
  }

  /// Whether a time lies within the bounds.
  public boolean includes(Instant time) {
    return (after == null || !time.isBefore(after)) && (before == null || !time.isAfter(before));
  }

  public boolean isBounded() {
    return after != null || before != null;
  }

  /// Upper case first, so that `ß` equals `SS` and a final sigma equals any other sigma.
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replace('ς', 'σ');
  }
}
