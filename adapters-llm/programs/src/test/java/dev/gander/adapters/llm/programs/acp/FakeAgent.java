package dev.gander.adapters.llm.programs.acp;

import dev.gander.adapters.llm.programs.FakeProgram;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An agent's side of the protocol. Planned scripts `reply` to the prompt.
final class FakeAgent {
  private static final String LOOP =
      """
      while hear; do
        id=${line#*'"id":'}
        id=${id%%[,\\}]*}
        reply() { say '{"jsonrpc":"2.0","id":'"$id,$1"'}'; }
        case $line in
          *'"method":"initialize"'*)
            reply '"result":{"agentCapabilities":{"mcpCapabilities":{"http":true}}}' ;;
          *'"method":"session/new"'*) reply "$(cat "$dir/session")" ;;
          *'"method":"session/set_'*) reply '"result":{}' ;;
          *'"method":"session/prompt"'*) answer ;;
        esac
      done
      """;

  final FakeProgram program;
  private final Path folder;

  FakeAgent(Path folder) throws IOException {
    this.folder = folder;
    program = new FakeProgram(folder, "claude-agent-acp", LOOP);
    session(
        """
        "result": {"sessionId": "s1", "modes": {"currentModeId": "default", "availableModes": []},
          "models": {"currentModelId": "big", "availableModels":
            [{"modelId": "big", "name": "Big"}, {"modelId": "small", "name": "Small"}]}}""");
  }

  /// What it answers to `session/new`, the members after the id.
  void session(String members) throws IOException {
    Files.writeString(folder.resolve("session"), members.replaceAll("\\s+", " "));
  }

  void play(ScriptedAnswer answer) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    String end = "";
    for (Step step : answer.steps()) {
      switch (step) {
        case Step.Emit(Delta delta) -> {
          if (delta.message() != null) {
            for (Content content : delta.message().content()) {
              if (content instanceof Content.Text(String text, var _)) {
                lines.add(chunk("agent_message_chunk", text));
              } else if (content instanceof Content.Thinking(String thought, var _, var _)) {
                lines.add(chunk("agent_thought_chunk", thought));
              }
            }
          }
          if (delta.usage() != null) {
            end = ends(delta.usage().tokens());
          }
        }
        case Step.Fail _ -> end = "echo 'the machine stopped' >&2; exit 7";
        case Step.Pause _ -> end = "sleep 1000";
        case Step.Refuse(var failure) -> end = fails(-32000, failure.text());
        case Step.Ask _ -> throw new IllegalArgumentException("see asks()");
      }
    }
    program.answers(lines, end);
  }

  static String ends(TokenUsage tokens) {
    return """
        reply '"result":{"stopReason":"end_turn","usage":{"inputTokens":%d,"outputTokens":%d}}'"""
        .formatted(tokens.input(), tokens.output());
  }

  static String fails(int code, String text) {
    return "reply '\"error\":{\"code\":%d,\"message\":\"%s\"}'".formatted(code, text);
  }

  static JsonObject chunk(String kind, String text) {
    return update(
        JsonObject.builder()
            .put("sessionUpdate", kind)
            .put("content", JsonObject.builder().put("type", "text").put("text", text).build())
            .build());
  }

  static JsonObject update(String json) {
    return update((JsonObject) JsonText.parse(json));
  }

  private static JsonObject update(JsonObject update) {
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("method", "session/update")
        .put("params", JsonObject.builder().put("sessionId", "s1").put("update", update).build())
        .build();
  }

  /// Asks, and says what it was answered.
  void asks(Action.ToolConfirmation question) throws IOException {
    Path allowed = program.file("allowed", chunk("agent_message_chunk", "allowed"));
    Path denied = program.file("denied", chunk("agent_message_chunk", "denied"));
    program.answers(
        List.of(permission(question)),
        """
        hear
        case $line in
          *'"optionId":"yes'*) cat '%s' ;;
          *) cat '%s' ;;
        esac
        %s"""
            .formatted(allowed, denied, ends(TokenUsage.of(1L, 1L, null))));
  }

  private static JsonObject permission(Action.ToolConfirmation question) {
    JsonObject call =
        JsonObject.builder()
            .put("toolCallId", question.id())
            .put("title", question.toolName())
            .put("kind", "execute")
            .put("rawInput", question.arguments())
            .build();
    JsonObject options =
        (JsonObject)
            JsonText.parse(
                """
                {"options": [{"optionId": "yes-always", "name": "Always", "kind": "allow_always"},
                  {"optionId": "yes", "name": "Yes", "kind": "allow_once"},
                  {"optionId": "no", "name": "No", "kind": "reject_once"}]}""");
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("id", "perm-1")
        .put("method", "session/request_permission")
        .put("params", options.with("toolCall", call))
        .build();
  }
}
