package dev.gander.domain.text;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A text as lines, which end with a line feed, or with a carriage return and a line feed; the last
/// one need not end.
public final class Lines {
  private static final int LONGEST_SHOWN = 500;

  private Lines() {}

  static List<String> of(String text) {
    List<String> lines = List.of(text.split("\r?\n", -1));
    return lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
  }

  /// How many lines a text has.
  public static long count(String text) {
    long ended = text.chars().filter(c -> c == '\n').count();
    return text.isEmpty() || text.endsWith("\n") ? ended : ended + 1;
  }

  /// The index of the line that contains a position.
  static int at(String text, int position) {
    return (int) text.chars().limit(position).filter(c -> c == '\n').count();
  }

  /// The lines from `from` up to but excluding `to`, as far as they exist, in a fence; long lines
  /// are cut.
  static String fenced(List<String> lines, int from, int to) {
    var fence = new StringBuilder("```\n");
    lines.subList(Math.clamp(from, 0, lines.size()), Math.clamp(to, 0, lines.size())).stream()
        .map(Lines::shortened)
        .forEach(line -> fence.append(line).append('\n'));
    return fence.append("```").toString();
  }

  static List<String> numbered(List<String> lines) {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> "%4d: %s".formatted(i + 1, lines.get(i)))
        .toList();
  }

  static @Nullable Integer indexOf(List<String> lines, Predicate<String> wanted) {
    return IntStream.range(0, lines.size())
        .filter(i -> wanted.test(lines.get(i)))
        .boxed()
        .findFirst()
        .orElse(null);
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }
}
