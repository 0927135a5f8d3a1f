package dev.gander.adapters.llm.programs.cursor;

import dev.gander.adapters.llm.programs.ProgramReading;
import dev.gander.adapters.llm.programs.ProgramUsage;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.adapters.llm.programs.installed.ProgramFailures;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.ClientEnvironment;
import java.util.Optional;
import java.util.function.Consumer;

/// Interprets Cursor Agent's answer, which is one line.
final class CursorReading implements ProgramReading {
  private final ProviderRequest request;
  private final ClientEnvironment environment;
  private boolean over;

  CursorReading(ProviderRequest request, ClientEnvironment environment) {
    this.request = request;
    this.environment = environment;
  }

  @Override
  public void accept(JsonObject line, Consumer<Delta> out) {
    if (!line.text("type").equals(Optional.of("result"))) {
      return;
    }
    over = true;
    String text = line.text("result").orElse("");
    if (Json.of(true).equals(line.get("is_error"))) {
      throw ProgramFailures.of(text.isEmpty() ? "Cursor Agent does not say why it failed" : text);
    }
    if (!text.isEmpty()) {
      out.accept(
          Delta.of(
              Message.assistant(
                  environment.uuids().get(), environment.now(), new Content.Text(text))));
    }
    JsonObject usage = line.object("usage").orElse(JsonObject.EMPTY);
    out.accept(
        Delta.of(
            new ProviderUsage(
                request.model().modelName(),
                ProgramUsage.of(usage, "inputTokens", "outputTokens", "cacheReadTokens"))));
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
