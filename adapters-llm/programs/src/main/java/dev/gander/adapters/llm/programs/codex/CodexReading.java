package dev.gander.adapters.llm.programs.codex;

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

/// Interprets what Codex prints while it answers: its messages come whole, one after the other.
final class CodexReading implements ProgramReading {
  private final ProviderRequest request;
  private final ClientEnvironment environment;
  private final String id;
  private String problem = "";
  private boolean hasSpoken;
  private boolean over;

  CodexReading(ProviderRequest request, ClientEnvironment environment) {
    this.request = request;
    this.environment = environment;
    this.id = environment.uuids().get();
  }

  @Override
  public void accept(JsonObject line, Consumer<Delta> out) {
    switch (line.text("type").orElse("")) {
      case "item.completed" -> line.object("item").ifPresent(item -> item(item, out));
      // It retries after most errors; the turn fails when it gives up.
      case "error" -> problem = line.text("message").orElse(problem);
      case "turn.failed" ->
          throw ProgramFailures.of(
              line.object("error").flatMap(error -> error.text("message")).orElse(problem));
      case "turn.completed" -> {
        over = true;
        JsonObject usage = line.object("usage").orElse(JsonObject.EMPTY);
        out.accept(
            Delta.of(
                new ProviderUsage(
                    request.model().modelName(),
                    ProgramUsage.of(
                        usage, "input_tokens", "output_tokens", "cached_input_tokens"))));
      }
      default -> {
        // What its tools do.
      }
    }
  }

  private void item(JsonObject item, Consumer<Delta> out) {
    String text = item.text("text").orElse("");
    if (item.text("type").equals(Optional.of("agent_message")) && !text.isEmpty()) {
      String separated = hasSpoken ? "\n\n" + text : text;
      hasSpoken = true;
      out.accept(Delta.of(Message.assistant(id, environment.now(), new Content.Text(separated))));
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void end(JsonProgram program, Consumer<Delta> out) throws InterruptedException {
    throw problem.isEmpty() ? program.ended() : ProgramFailures.of(problem);
  }
}
