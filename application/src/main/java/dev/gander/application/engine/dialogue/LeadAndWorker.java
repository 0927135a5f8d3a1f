package dev.gander.application.engine.dialogue;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.LeadModel;
import dev.gander.application.reply.TurnOutput;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Chooses the model that answers in a turn: the session's own, the worker, or its [LeadModel] if
/// it has one. In that case the client is told with the turn's first answer which model gives it,
/// and again on each change. Used by the turn's own thread; other threads may read the current
/// model.
public final class LeadAndWorker {
  private static final Pattern SIGNS_OF_FAILURE =
      Pattern.compile("error:|traceback|permission denied", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGNS_OF_DOUBT =
      Pattern.compile(
          "\\b(?:try again|my mistake|made a mistake|did(?:n't| not) work|doesn't work)\\b",
          Pattern.CASE_INSENSITIVE);

  private final ConfiguredModel worker;
  private final TurnOutput output;
  private volatile boolean leads;
  private @Nullable Boolean told;

  LeadAndWorker(ConfiguredModel worker, TurnOutput output) {
    this.worker = worker;
    this.output = output;
    this.leads = worker.lead().filter(LeadModel::isDue).isPresent();
  }

  /// The model that currently answers.
  public ConfiguredModel current() {
    return leads ? worker.lead().map(LeadModel::model).orElse(worker) : worker;
  }

  /// Starts an answer.
  public void next() {
    worker.lead().ifPresent(lead -> answer(lead.isDue()));
  }

  /// The lead, while the worker answers: it takes over if the worker's service fails.
  public Optional<ConfiguredModel> reserve() {
    return leads ? Optional.empty() : worker.lead().map(LeadModel::model);
  }

  public void leadStepsIn() {
    answer(true);
  }

  private void answer(boolean byLead) {
    leads = byLead;
    if (told == null || told != byLead) {
      told = byLead;
      output.emit(
          new TurnEvent.ModelChanged(current().model().modelName(), byLead ? "lead" : "worker"));
    }
  }

  /// Records how an answer ended. One for which the lead had to step in does not count for the
  /// worker, nor does a failure of the service.
  ///
  /// @param stored the messages that resulted
  public void ended(RoundEnd end, List<Message> stored) {
    boolean isAnswer =
        switch (end) {
          case TOOLS_CALLED, ANSWERED, UNREADABLE -> true;
          case FAILED, TOO_LONG -> false;
        };
    worker
        .lead()
        .filter(lead -> isAnswer && lead.isDue() == leads)
        .ifPresent(
            lead ->
                lead.answered(
                    end == RoundEnd.UNREADABLE
                        || stored.stream()
                            .flatMap(message -> message.content().stream())
                            .anyMatch(LeadAndWorker::isSignOfFailure)));
  }

  private static boolean isSignOfFailure(Content content) {
    return switch (content) {
      case Content.Text text -> SIGNS_OF_DOUBT.matcher(text.text()).find();
      case Content.ToolResponse response -> hasFailed(response.result());
      default -> false;
    };
  }

  private static boolean hasFailed(Outcome<ToolResult> result) {
    return switch (result) {
      case Outcome.Failure<ToolResult> _ -> true;
      case Outcome.Success<ToolResult>(ToolResult value) ->
          value.failed() || SIGNS_OF_FAILURE.matcher(value.joinedText()).find();
    };
  }
}
