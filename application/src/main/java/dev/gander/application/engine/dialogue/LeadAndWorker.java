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

/// Which model answers in a turn: the session's own, the worker, or its [LeadModel] if it has one.
/// Then the client is told with the turn's first answer who gives it, and again when that changes.
/// Used by the turn's own thread; others may ask for the model.
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

  /// The model that answers now.
  public ConfiguredModel current() {
    return leads ? worker.lead().map(LeadModel::model).orElse(worker) : worker;
  }

  /// Begins an answer.
  public void next() {
    worker.lead().ifPresent(lead -> answer(lead.isDue()));
  }

  /// The lead while the worker answers: it takes over if the worker's service fails.
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

  /// Notes how an answer ended. One for which the lead had to step in says nothing about the
  /// worker, nor does a service that fails.
  ///
  /// @param stored the messages that came of it
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
