package dev.gander.domain.schedule;

import dev.gander.domain.error.InvalidInput;

/// The name of a scheduled job. Files that were edited by hand may contain any text; jobs that are
/// created here have [#chosen] ones.
public record JobId(String text) implements Comparable<JobId> {

  /// A name for a new job, stripped: it becomes the name of a file.
  ///
  /// @throws InvalidInput unless it consists of ASCII letters, digits, `-`, `_` and blanks
  public static JobId chosen(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || !stripped.chars().allMatch(JobId::isAllowed)) {
      throw new InvalidInput(
          "Schedule name must use only alphanumeric characters, hyphens, underscores, or spaces");
    }
    return new JobId(stripped);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == ' ';
  }

  @Override
  public int compareTo(JobId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
