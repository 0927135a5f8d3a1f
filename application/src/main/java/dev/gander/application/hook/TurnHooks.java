package dev.gander.application.hook;

import dev.gander.application.agent.Agent;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;

/// The hooks at the beginning and the end of a turn.
public record TurnHooks(Hooks hooks) {

  /// A user has sent a message, or a command.
  public void received(Agent agent, String message) throws InterruptedException {
    JsonObject details = JsonObject.of("message", Json.of(message));
    hooks.tell(occasion(HookEvent.USER_PROMPT_SUBMIT, agent, Optional.of(message), details));
  }

  /// A turn is about to end with this text of the model, or with nothing.
  ///
  /// @return why it should go on
  public Optional<Objection> ending(Agent agent, String lastText) throws InterruptedException {
    JsonObject details =
        lastText.isEmpty()
            ? JsonObject.EMPTY
            : JsonObject.of("last_assistant_message", Json.of(lastText));
    return hooks.ask(occasion(HookEvent.STOP, agent, Optional.empty(), details));
  }

  private static Hooks.Occasion occasion(
      HookEvent event, Agent agent, Optional<String> subject, JsonObject details) {
    return new Hooks.Occasion(event, agent.sessionId(), agent.workingDir(), subject, details);
  }
}
