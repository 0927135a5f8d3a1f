package dev.gander.application.model;

/// A stronger model that shares the work of a session (`GOOSE_LEAD_MODEL`, goosed up to 1.28): it
/// gives the first answers and then leaves the session to its own model, the worker. When that has
/// failed several times in a row, it takes over for a while. Counts begin when the session's model
/// is made or chosen. Any thread.
public final class LeadModel {
  /// @param firstAnswers how many answers it begins with
  /// @param failures how many answers of the worker have to fail in a row
  /// @param answersThen how many answers it gives after that
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

  /// Whether it gives the next answer.
  public synchronized boolean isDue() {
    return answers < rules.firstAnswers() || leftThen > 0;
  }

  /// Notes an answer of the model whose turn it was. A service that fails gives none.
  ///
  /// @param failed whether it led nowhere
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
