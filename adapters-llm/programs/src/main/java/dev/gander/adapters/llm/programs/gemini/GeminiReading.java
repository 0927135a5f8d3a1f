package dev.gander.adapters.llm.programs.gemini;

import dev.gander.adapters.llm.programs.ProgramReading;
import dev.gander.adapters.llm.programs.ProgramUsage;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.adapters.llm.programs.installed.ProgramFailures;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.ClientEnvironment;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Interprets what the Gemini CLI prints while it answers. Its tool calls are its own affair.
final class GeminiReading implements ProgramReading {
  private final ProviderRequest request;
  private final ClientEnvironment environment;
  private final String id;
  private @Nullable String session;
  private String problem = "";
  private boolean over;

  GeminiReading(ProviderRequest request, ClientEnvironment environment) {
    this.request = request;
    this.environment = environment;
    this.id = environment.uuids().get();
  }

  /// The id under which the conversation can be continued.
  Optional<String> session() {
    return Optional.ofNullable(session);
  }

  @Override
  public void accept(JsonObject line, Consumer<Delta> out) {
    switch (line.text("type").orElse("")) {
      case "init" -> session = line.text("session_id").orElse(null);
      case "message" -> message(line, out);
      case "error" -> error(line);
      case "result" -> result(line, out);
      default -> {
        // What its tools do.
      }
    }
  }

  private void message(JsonObject line, Consumer<Delta> out) {
    String text = line.text("content").orElse("");
    if (line.text("role").equals(Optional.of("assistant")) && !text.isEmpty()) {
      out.accept(Delta.of(Message.assistant(id, environment.now(), new Content.Text(text))));
    }
  }

  /// A warning does not end the answer.
  private void error(JsonObject line) {
    problem = line.text("message").orElse(problem);
    if (!line.text("severity").equals(Optional.of("warning"))) {
      throw ProgramFailures.of(problem);
    }
  }

  private void result(JsonObject line, Consumer<Delta> out) {
    over = true;
    if (line.text("status").equals(Optional.of("error"))) {
      throw ProgramFailures.of(
          line.object("error").flatMap(error -> error.text("message")).orElse(problem));
    }
    JsonObject stats = line.object("stats").orElse(JsonObject.EMPTY);
    out.accept(
        Delta.of(
            new ProviderUsage(
                request.model().modelName(),
                ProgramUsage.of(stats, "input_tokens", "output_tokens", "cached"))));
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void end(JsonProgram program, Consumer<Delta> out) throws InterruptedException {
    throw program.ended();
  }
}
