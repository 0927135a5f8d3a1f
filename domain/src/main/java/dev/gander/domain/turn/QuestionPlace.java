package dev.gander.domain.turn;

import java.time.Instant;

/// The place of a question among those of all sessions: by time, then by id.
///
/// @param since when it was asked
public record QuestionPlace(Instant since, String id) implements Comparable<QuestionPlace> {
  @Override
  public int compareTo(QuestionPlace other) {
    int bySince = since.compareTo(other.since);
    return bySince != 0 ? bySince : id.compareTo(other.id);
  }
}
