package dev.gander.domain.turn;

/// Something that happened to a question.
public sealed interface QuestionNotice {
  AskedQuestion question();

  /// It waits for an answer.
  record Asked(AskedQuestion question) implements QuestionNotice {}

  /// It does not wait any more.
  record Settled(AskedQuestion question, Outcome outcome) implements QuestionNotice {}

  /// What became of a question.
  enum Outcome {
    ANSWERED,
    /// Nobody answered in time.
    EXPIRED,
    /// The turn ended, or the user said something else.
    WITHDRAWN
  }
}
