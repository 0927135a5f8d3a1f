package dev.gander.application.model;

/// A stronger model that shares the work of a session (`GOOSE_LEAD_MODEL`, goosed up to 1.28): it
/// gives the first answers and then hands the session over to its own model, the worker. When the
/// worker has failed several times in a row, the lead takes over for a while. Counting starts when
/// the session's model is created or chosen. Thread-safe.
public final class LeadModel {
  /// @param firstAnswers number of answers at the start
  /// @param failures number of consecutive failed answers of the worker
  /// @param answersThen number of answers after that
  public record Rules(long firstAnswers, long failures, long answersThen) {}

  private final ConfiguredModel model;
  private final Rules rules;
  private long answers;
  private long failedInRow;
  private long leftThen;

  public LeadModel(ConfiguredModel model, Rules rules) {
    this.model = model;
    this.rules = rules;
  }

  public ConfiguredModel model() {
    return model;
  }

  /// Whether the lead gives the next answer.
  public synchronized boolean isDue() {
    return answers < rules.firstAnswers() || leftThen > 0;
  }

  /// Records an answer of the model that was due. A failure of the service is not an answer.
  ///
  /// @param failed whether the answer was a failure
  public synchronized void answered(boolean failed) {
    if (leftThen > 0) {
      leftThen--;
    } else if (answers >= rules.firstAnswers()) {
      failedInRow = failed ? failedInRow + 1 : 0;
      if (failedInRow >= rules.failures()) {
        failedInRow = 0;
        leftThen = rules.answersThen();
      }
    }
    answers++;
  }
}
