package dev.gander.domain.session;

/// The id of a session: `20260304_1` for those created here, any text for others. Ids of one day
/// are ordered by their number: `20260304_10` comes after `20260304_9`.
public record SessionId(String value) implements Comparable<SessionId> {
  @Override
  public int compareTo(SessionId other) {
    int byDay = day().compareTo(other.day());
    if (byDay != 0) {
      return byDay;
    }
    int byLength = Integer.compare(value.length(), other.value.length());
    return byLength != 0 ? byLength : value.compareTo(other.value);
  }

  private String day() {
    return value.substring(0, value.lastIndexOf('_') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
