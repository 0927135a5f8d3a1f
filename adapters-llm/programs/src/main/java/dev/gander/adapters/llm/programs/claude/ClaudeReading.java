package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.programs.ProgramReading;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.adapters.llm.programs.installed.ProgramFailures;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.anthropic.MessagesUsage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Interprets what Claude Code prints while it answers. Its tool calls are its own affair: only its
/// text and its questions are passed on.
final class ClaudeReading implements ProgramReading {
  private final ProviderRequest request;
  private final ClientEnvironment environment;
  private final ClaudeQuestions questions;
  private final String id;
  private boolean streams;
  private boolean hasSpoken;
  private boolean startsNewBlock;
  private String failure = "";
  private boolean over;

  ClaudeReading(JsonProgram program, ProviderRequest request, ClientEnvironment environment) {
    this.request = request;
    this.environment = environment;
    this.questions = new ClaudeQuestions(program, request.workContext());
    this.id = environment.uuids().get();
  }

  @Override
  public void accept(JsonObject line, Consumer<Delta> out) {
    switch (line.text("type").orElse("")) {
      case "stream_event" -> line.object("event").ifPresent(event -> event(line, event, out));
      case "assistant" -> whole(line, out);
      case "control_request" ->
          questions.hear(line).ifPresent(q -> out.accept(Delta.of(q, environment.now())));
      case "control_cancel_request" -> questions.withdraw(line);
      case "control_response" -> refuseIfFailed(line);
      case "result" -> result(line, out);
      case "error" -> throw ProgramFailures.of(errorText(line));
      default -> {
        // Remarks about itself.
      }
    }
  }

  /// A sub-agent's output is meant for the agent that started it.
  private void event(JsonObject line, JsonObject event, Consumer<Delta> out) {
    if (line.get("parent_tool_use_id") instanceof JsonString) {
      return;
    }
    streams = true;
    switch (event.text("type").orElse("")) {
      case "content_block_start" -> startsNewBlock = hasSpoken;
      case "content_block_delta" ->
          event.object("delta").flatMap(delta -> delta.text("text")).ifPresent(t -> say(t, out));
      default -> {
        // Counts, and the ends of blocks.
      }
    }
  }

  /// A streamed message is repeated as a whole. One with an error is not text for the user.
  private void whole(JsonObject line, Consumer<Delta> out) {
    if (line.text("error").isPresent()) {
      failure = line.text("error").get();
    } else if (!streams && !(line.get("parent_tool_use_id") instanceof JsonString)) {
      startsNewBlock = hasSpoken;
      String text =
          line.object("message").flatMap(m -> m.array("content")).map(JsonArray::items).stream()
              .flatMap(items -> items.stream())
              .filter(JsonObject.class::isInstance)
              .flatMap(block -> ((JsonObject) block).text("text").stream())
              .collect(Collectors.joining("\n\n"));
      say(text, out);
    }
  }

  private void say(String text, Consumer<Delta> out) {
    if (text.isEmpty()) {
      return;
    }
    String separated = startsNewBlock ? "\n\n" + text : text;
    startsNewBlock = false;
    hasSpoken = true;
    out.accept(Delta.of(Message.assistant(id, environment.now(), new Content.Text(separated))));
  }

  private static void refuseIfFailed(JsonObject line) {
    JsonObject response = line.object("response").orElse(JsonObject.EMPTY);
    if (response.text("subtype").equals(java.util.Optional.of("error"))) {
      throw new ProviderException.RequestFailed(
          "Claude Code refused: " + response.text("error").orElse("it does not say why"), null);
    }
  }

  private void result(JsonObject line, Consumer<Delta> out) {
    over = true;
    String text = line.text("result").orElse("");
    if (Json.of(true).equals(line.get("is_error"))) {
      throw failed(text.isEmpty() ? errorText(line) : text);
    }
    if (!hasSpoken) {
      say(text, out);
    }
    MessagesUsage usage = new MessagesUsage();
    line.object("usage").ifPresent(usage::merge);
    out.accept(Delta.of(new ProviderUsage(request.model().modelName(), usage.counts())));
  }

  private ProviderException failed(String text) {
    return switch (failure) {
      case "authentication_failed" -> new ProviderException.Authentication(text);
      case "rate_limit" -> new ProviderException.RateLimited(text, null);
      case "billing_error" -> new ProviderException.CreditsExhausted(text, null);
      case String _ -> ProgramFailures.of(text);
    };
  }

  private static String errorText(JsonObject line) {
    return line.text("error")
        .or(() -> line.object("error").flatMap(error -> error.text("message")))
        .or(
            () ->
                line.array("errors")
                    .map(
                        errors ->
                            errors.items().stream()
                                .filter(JsonString.class::isInstance)
                                .map(error -> ((JsonString) error).value())
                                .collect(Collectors.joining("; "))))
        .or(() -> line.text("subtype"))
        .orElse("Claude Code does not say why");
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void end(JsonProgram ended, Consumer<Delta> out) throws InterruptedException {
    throw ended.ended();
  }

  @Override
  public void answer(String question, ConfirmationAction answer) {
    questions.answer(question, answer);
  }
}
