package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.programs.StandingAnswer;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.WorkContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Claude Code's requests to use a tool. One thread.
final class ClaudeQuestions {
  private final JsonProgram program;
  private final @Nullable WorkContext workContext;
  private final Map<String, JsonObject> open = new HashMap<>();

  ClaudeQuestions(JsonProgram program, @Nullable WorkContext workContext) {
    this.program = program;
    this.workContext = workContext;
  }

  /// The question for the user, if there is one; decided and unknown requests are answered at once.
  Optional<Action.ToolConfirmation> hear(JsonObject line) {
    String id = line.text("request_id").orElse("");
    JsonObject asked = line.object("request").orElse(JsonObject.EMPTY);
    if (!asked.text("subtype").equals(Optional.of("can_use_tool"))) {
      program.send(ControlRequest.refusal(id, "not supported"));
      return Optional.empty();
    }
    open.put(id, asked);
    Optional<ConfirmationAction> decided = StandingAnswer.of(workContext);
    if (decided.isPresent()) {
      answer(id, decided.get());
      return Optional.empty();
    }
    return Optional.of(
        new Action.ToolConfirmation(
            id,
            asked.text("tool_name").orElse("tool"),
            asked.object("input").orElse(JsonObject.EMPTY),
            null,
            JsonObject.EMPTY));
  }

  /// The answer is no longer needed; if one comes, it is ignored.
  void withdraw(JsonObject line) {
    line.text("request_id").ifPresent(id -> open.replace(id, JsonObject.EMPTY));
  }

  void answer(String id, ConfirmationAction answer) {
    JsonObject asked = open.remove(id);
    if (asked == null) {
      throw new IllegalStateException("Claude Code has not asked " + id);
    }
    if (!asked.isEmpty()) {
      program.send(ControlRequest.answer(id, decision(asked, answer)));
    }
  }

  private static JsonObject decision(JsonObject asked, ConfirmationAction answer) {
    JsonObject.Builder decision = JsonObject.builder();
    if (answer.allows()) {
      decision
          .put("behavior", "allow")
          .put("updatedInput", asked.object("input").orElse(JsonObject.EMPTY));
    } else {
      decision.put("behavior", "deny").put("message", "The user does not allow this.");
    }
    asked.text("tool_use_id").ifPresent(id -> decision.put("toolUseID", id));
    List<Json> rules = rules(asked);
    if (answer == ConfirmationAction.ALWAYS_ALLOW && !rules.isEmpty()) {
      decision.put("updatedPermissions", new JsonArray(rules));
    }
    return decision.build();
  }

  /// The rules that it suggests to remember. It may also suggest another mode, which allows more
  /// than the user was asked for.
  private static List<Json> rules(JsonObject asked) {
    return asked.array("permission_suggestions").map(JsonArray::items).orElse(List.of()).stream()
        .filter(
            suggestion ->
                suggestion instanceof JsonObject it
                    && it.text("type").equals(Optional.of("addRules"))
                    && it.text("behavior").equals(Optional.of("allow")))
        .toList();
  }
}
