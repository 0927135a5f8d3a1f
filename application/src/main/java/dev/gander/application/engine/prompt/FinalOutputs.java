package dev.gander.application.engine.prompt;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.FinalOutput;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.JsonSchemas;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Enforces a recipe's answer schema: the model is asked until it submits a matching answer, and
/// that ends the turn.
///
/// @param json writes a value on one line
public record FinalOutputs(JsonSchemas schemas, Function<Json, String> json) {
  private static final System.Logger LOG = System.getLogger(FinalOutputs.class.getName());

  /// The instructions for the system prompt; empty if the form of the answer is free.
  Optional<String> instructions(Agent agent) {
    return agent
        .finalOutput()
        .map(
            output ->
                "# Final answer\n\nThe answer to this task is handed in with the tool `"
                    + FinalOutput.TOOL
                    + "`, and counts only that way. It has to satisfy this JSON Schema:\n\n"
                    + json.apply(output.tool().inputSchema()));
  }

  /// Accepts an answer; empty if the call is for another tool.
  public Optional<Outcome<ToolResult>> call(Agent agent, ToolCall call) {
    return call.name().equals(FinalOutput.TOOL)
        ? Optional.of(
            agent
                .finalOutput()
                .map(output -> collect(output, call.argumentsOrEmpty()))
                .orElseGet(
                    () ->
                        Outcome.failure(
                            ExtensionException.INTERNAL_ERROR + ": Final output tool not defined")))
        : Optional.empty();
  }

  private Outcome<ToolResult> collect(FinalOutput output, JsonObject answer) {
    JsonObject schema = output.tool().inputSchema();
    List<JsonSchemas.Problem> problems = problems(schema, answer);
    if (problems.isEmpty()) {
      output.collect(answer);
      return Outcome.success(ToolResult.text("Final output received. The task is done."));
    }
    return Outcome.failure(
        ExtensionException.INVALID_PARAMS
            + ": Validation failed:\n"
            + problems.stream()
                .map(problem -> "- " + problem.place() + ": " + problem.text())
                .collect(Collectors.joining("\n"))
            + "\n\nThe schema is:\n"
            + json.apply(schema)
            + "\n\nPlease call the tool again with an answer that satisfies it.");
  }

  /// Against an invalid schema, every answer is accepted.
  private List<JsonSchemas.Problem> problems(JsonObject schema, JsonObject answer) {
    try {
      return schemas.problems(schema, answer);
    } catch (InvalidInput e) {
      LOG.log(Level.WARNING, "the schema of a final output is not looked at: {0}", e.text());
      return List.of();
    }
  }

  /// Whether the model has submitted an answer.
  public boolean isHandedIn(Dialogue dialogue) {
    return dialogue.agent().finalOutput().map(FinalOutput::isCollected).orElse(false);
  }

  /// Sends the submitted answer as the last message of the turn.
  ///
  /// @return false if nothing was submitted
  public boolean handOver(Dialogue dialogue) {
    Optional<Json> answer = dialogue.agent().finalOutput().flatMap(FinalOutput::take);
    answer.ifPresent(
        value ->
            say(
                dialogue,
                Message.assistant(null, dialogue.now(), new Content.Text(json.apply(value)))));
    return answer.isPresent();
  }

  /// Reminds a model that answered in prose. A provider that is itself an agent can only answer in
  /// prose.
  ///
  /// @return false if no reminder is due
  public boolean insist(Dialogue dialogue) {
    if (dialogue.agent().finalOutput().isEmpty() || dialogue.model().provider().isAgent()) {
      return false;
    }
    say(
        dialogue,
        Message.user(
            null,
            dialogue.now(),
            new Content.Text(
                "You MUST hand in the answer with the tool `"
                    + FinalOutput.TOOL
                    + "` now. Words alone do not count.")));
    return true;
  }

  private static void say(Dialogue dialogue, Message message) {
    dialogue.commit(List.of(message)).forEach(dialogue.output()::show);
  }
}
