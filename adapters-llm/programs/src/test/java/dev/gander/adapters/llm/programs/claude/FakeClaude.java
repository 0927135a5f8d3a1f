package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.programs.FakeProgram;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Claude Code's side of its protocol, as the real one speaks it.
final class FakeClaude {
  private static final String LOOP =
      """
      while hear; do
        case $line in
          *'"subtype":"initialize"'*) cat "$dir/hello" ;;
          *'"type":"user"'*) answer ;;
        esac
      done
      """;

  final FakeProgram program;

  FakeClaude(Path folder) throws IOException {
    program = new FakeProgram(folder, "claude", LOOP);
    program.file("hello", hello("default", "sonnet"));
  }

  private static JsonObject hello(String... models) {
    JsonArray menu =
        new JsonArray(
            List.of(models).stream()
                .map(model -> (Json) JsonObject.of("value", Json.of(model)))
                .toList());
    return control(
        "control_response",
        JsonObject.builder()
            .put("subtype", "success")
            .put("request_id", "req_0")
            .put("response", JsonObject.of("models", menu))
            .build());
  }

  private static JsonObject control(String type, JsonObject response) {
    return JsonObject.builder().put("type", type).put("response", response).build();
  }

  void play(ScriptedAnswer answer) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    String then = "";
    for (Step step : answer.steps()) {
      switch (step) {
        case Step.Emit(Delta delta) -> emit(delta, lines);
        case Step.Fail _ -> then = "echo 'the machine stopped' >&2; exit 7";
        case Step.Pause _ -> then = "sleep 1000";
        case Step.Ask _ -> throw new IllegalArgumentException("see asks()");
        case Step.Refuse(ProviderException failure) -> {
          lines.add(refusal(failure.text()));
          lines.add(result(TokenUsage.of(0L, 0L, null), failure.text(), true));
        }
      }
    }
    program.answers(lines, then);
  }

  private static void emit(Delta delta, List<JsonObject> lines) {
    if (delta.message() != null) {
      for (Content content : delta.message().content()) {
        if (content instanceof Content.Text(String text, var _)) {
          lines.add(delta(text));
        }
      }
    }
    if (delta.usage() != null) {
      lines.add(result(delta.usage().tokens(), "", false));
    }
  }

  static JsonObject delta(String text) {
    return event(
        JsonObject.builder()
            .put("type", "content_block_delta")
            .put("index", 0)
            .put("delta", JsonObject.builder().put("type", "text_delta").put("text", text).build())
            .build());
  }

  static JsonObject blockStart() {
    return event(JsonObject.builder().put("type", "content_block_start").put("index", 0).build());
  }

  private static JsonObject event(JsonObject event) {
    return JsonObject.builder()
        .put("type", "stream_event")
        .put("event", event)
        .putOrNull("parent_tool_use_id", (String) null)
        .build();
  }

  static JsonObject whole(String text) {
    return assistant(text).build();
  }

  private static JsonObject refusal(String text) {
    return assistant(text).put("error", "authentication_failed").build();
  }

  private static JsonObject.Builder assistant(String text) {
    JsonObject block = JsonObject.builder().put("type", "text").put("text", text).build();
    return JsonObject.builder()
        .put("type", "assistant")
        .put("message", JsonObject.of("content", JsonArray.of(block)))
        .putOrNull("parent_tool_use_id", (String) null);
  }

  static JsonObject result(TokenUsage tokens, String text, boolean failed) {
    return JsonObject.builder()
        .put("type", "result")
        .put("subtype", "success")
        .put("is_error", failed)
        .put("result", text)
        .put(
            "usage",
            JsonObject.builder()
                .putOrNull("input_tokens", tokens.input())
                .putOrNull("output_tokens", tokens.output())
                .build())
        .build();
  }

  static JsonObject result() {
    return result(TokenUsage.of(10L, 5L, null), "", false);
  }

  /// Asks, and says what it was answered.
  void asks(Action.ToolConfirmation question) throws IOException {
    Path allowed = program.file("allowed", delta("allowed"));
    Path denied = program.file("denied", delta("denied"));
    Path end = program.file("end", result());
    program.answers(
        List.of(question(question)),
        """
        hear
        case $line in
          *'"behavior":"allow"'*) cat '%s' ;;
          *) cat '%s' ;;
        esac
        cat '%s'"""
            .formatted(allowed, denied, end));
  }

  private static JsonObject question(Action.ToolConfirmation question) {
    JsonObject rule = JsonObject.builder().put("type", "addRules").put("behavior", "allow").build();
    JsonObject mode = JsonObject.builder().put("type", "setMode").put("mode", "any").build();
    return JsonObject.builder()
        .put("type", "control_request")
        .put("request_id", question.id())
        .put(
            "request",
            JsonObject.builder()
                .put("subtype", "can_use_tool")
                .put("tool_name", question.toolName())
                .put("input", question.arguments())
                .put("permission_suggestions", JsonArray.of(rule, mode))
                .put("tool_use_id", "toolu_1")
                .build())
        .build();
  }
}
