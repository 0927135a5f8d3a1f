package dev.gander.domain.session;

import java.util.Comparator;

/// The id of a session: `20260304_1` for those created here, any text for others. Ids of one day
/// are ordered by their number: `20260304_10` comes after `20260304_9`.
public record SessionId(String value) implements Comparable<SessionId> {
  private static final Comparator<SessionId> ORDER =
      Comparator.comparing(SessionId::day)
          .thenComparingInt(id -> id.value.length())
          .thenComparing(SessionId::value);

  @Override
  public int compareTo(SessionId other) {
    return ORDER.compare(this, other);
  }

  private String day() {
    return value.substring(0, value.lastIndexOf('_') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
