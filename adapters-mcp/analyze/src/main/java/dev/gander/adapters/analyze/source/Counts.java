package dev.gander.adapters.analyze.source;

import dev.gander.adapters.analyze.source.Mark.Kind;
import java.util.Collection;
import java.util.List;

/// How much there is: lines, functions, classes.
public record Counts(long lines, long functions, long classes) {
  public static final Counts NONE = new Counts(0, 0, 0);

  /// @param marks which may be without names
  public static Counts of(SourceBytes text, List<Mark> marks) {
    Collection<Mark> distinct = OutlineBuilder.distinct(marks);
    return new Counts(text.lines(), count(distinct, Kind.FUNCTION), count(distinct, Kind.CLASS));
  }

  private static long count(Collection<Mark> marks, Kind kind) {
    return marks.stream().filter(mark -> mark.kind() == kind).count();
  }

  public Counts plus(Counts other) {
    return new Counts(lines + other.lines, functions + other.functions, classes + other.classes);
  }

  /// `120L, 5F`, and `, 2C` if there are classes.
  public String text() {
    return lines + "L, " + functions + "F" + (classes == 0 ? "" : ", " + classes + "C");
  }
}
