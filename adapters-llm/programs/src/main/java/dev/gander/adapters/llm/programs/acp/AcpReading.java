package dev.gander.adapters.llm.programs.acp;

import dev.gander.adapters.llm.programs.ProgramReading;
import dev.gander.adapters.llm.programs.ProgramUsage;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.ClientEnvironment;
import java.util.Optional;
import java.util.function.Consumer;

/// Interprets an agent's messages while it answers: text, thoughts, tool calls, and questions. Text
/// after a thought or a call begins a new message.
final class AcpReading implements ProgramReading {
  private enum Run {
    NONE,
    WORDS,
    THOUGHTS
  }

  private final AcpConnection connection;
  private final JsonObject asked;
  private final ProviderRequest request;
  private final AcpQuestions questions;
  private final AcpCalls calls;
  private final ClientEnvironment environment;
  private Run run = Run.NONE;
  private String id = "";
  private boolean over;

  AcpReading(
      AcpConnection connection,
      JsonObject asked,
      ProviderRequest request,
      AcpQuestions questions,
      ClientEnvironment environment) {
    this.connection = connection;
    this.asked = asked;
    this.request = request;
    this.questions = questions;
    this.calls = new AcpCalls(questions, environment);
    this.environment = environment;
  }

  @Override
  public void accept(JsonObject line, Consumer<Delta> out) {
    if (AcpConnection.isAnswer(line, asked)) {
      over = true;
      finish(connection.result(line), out);
      return;
    }
    switch (line.text("method").orElse("")) {
      case "session/update" ->
          line.object("params")
              .flatMap(params -> params.object("update"))
              .ifPresent(update -> update(update, out));
      case "session/request_permission" -> {
        calls.announce(AcpQuestions.call(line), delta -> tell(delta, out));
        questions.hear(line).ifPresent(q -> out.accept(Delta.of(q, environment.now())));
      }
      default -> connection.refuseIfRequest(line);
    }
  }

  private void update(JsonObject update, Consumer<Delta> out) {
    switch (update.text("sessionUpdate").orElse("")) {
      case "agent_message_chunk" -> chunk(update, Run.WORDS, out);
      case "agent_thought_chunk" -> chunk(update, Run.THOUGHTS, out);
      case "tool_call", "tool_call_update" -> calls.hear(update, delta -> tell(delta, out));
      default -> {
        // Plans, commands and modes.
      }
    }
  }

  private void tell(Delta delta, Consumer<Delta> out) {
    run = Run.NONE;
    out.accept(delta);
  }

  private void chunk(JsonObject update, Run wanted, Consumer<Delta> out) {
    String text = update.object("content").flatMap(content -> content.text("text")).orElse("");
    if (text.isEmpty()) {
      return;
    }
    if (run != wanted) {
      run = wanted;
      id = environment.uuids().get();
    }
    Content content = wanted == Run.WORDS ? new Content.Text(text) : new Content.Thinking(text, "");
    Message message = Message.assistant(id, environment.now(), content);
    out.accept(
        Delta.of(wanted == Run.WORDS ? message : message.withMetadata(MessageMetadata.USER_ONLY)));
  }

  private void finish(JsonObject result, Consumer<Delta> out) {
    calls.endOpen(out);
    JsonObject usage = result.object("usage").orElse(JsonObject.EMPTY);
    out.accept(
        Delta.of(
            new ProviderUsage(
                request.model().modelName(),
                ProgramUsage.of(usage, "inputTokens", "outputTokens", "cachedReadTokens"))));
    if (result.text("stopReason").equals(Optional.of("refusal"))) {
      throw new ProviderException.Refused("The agent refused to go on", null);
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void end(JsonProgram program, Consumer<Delta> out) throws InterruptedException {
    calls.endOpen(out);
    throw program.ended();
  }

  @Override
  public void answer(String question, ConfirmationAction answer) {
    questions.answer(question, answer);
  }
}
