package dev.gander.adapters.acp.update;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The messages of one session as updates, whether they are stored or just arrive. Remembers the
/// calls that it has told, since their results are explained by them. For one thread.
public final class MessageUpdates {
  private final Map<String, ToolCall> calls = new HashMap<>();

  /// The calls that read, and those that have shown what they do.
  private final Set<String> reading = new HashSet<>();

  private final Set<String> shown = new HashSet<>();

  /// A stored message; nothing if the user is not to see it.
  public List<JsonObject> stored(Message message) {
    return of(message, _ -> true, true);
  }

  /// A message that arrives, or a fragment of one; nothing if the user is not to see it.
  ///
  /// @param wanted which of its contents
  public List<JsonObject> live(Message message, Predicate<Content> wanted) {
    return of(message, wanted, false);
  }

  private List<JsonObject> of(Message message, Predicate<Content> wanted, boolean isStored) {
    List<JsonObject> updates = new ArrayList<>();
    if (message.metadata().userVisible()) {
      message.content().stream()
          .filter(wanted)
          .forEach(content -> updates.addAll(of(message, content, isStored)));
    }
    return updates;
  }

  private List<JsonObject> of(Message message, Content content, boolean isStored) {
    return switch (content) {
      case Content.Text(String text, JsonObject other) ->
          texts(speech(message), text, other, message);
      case Content.Thinking thinking ->
          texts("agent_thought_chunk", thinking.thinking(), JsonObject.EMPTY, message);
      case Content.Image(String data, String type, JsonObject other) ->
          List.of(
              chunk(
                  speech(message),
                  annotated("image", other).put("data", data).put("mimeType", type).build(),
                  message));
      case Content.ToolRequest request -> List.of(call(message, request));
      case Content.ToolResponse response -> List.of(result(message, response, isStored));
      case Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.FrontendToolRequest _,
          Content.RedactedThinking _,
          Content.SystemNotification _,
          Content.Unknown _ ->
          List.of();
    };
  }

  private static String speech(Message message) {
    return message.role() == Role.USER ? "user_message_chunk" : "agent_message_chunk";
  }

  private static List<JsonObject> texts(
      String kind, String text, JsonObject other, Message message) {
    return TextPieces.of(text).stream()
        .map(piece -> chunk(kind, annotated("text", other).put("text", piece).build(), message))
        .toList();
  }

  private static JsonObject.Builder annotated(String type, JsonObject other) {
    return JsonObject.builder()
        .put("type", type)
        .putIfPresent("annotations", other.get("annotations"));
  }

  private static JsonObject chunk(String kind, JsonObject content, Message message) {
    JsonObject.Builder update =
        JsonObject.builder().put("sessionUpdate", kind).put("content", content);
    if (message.id() != null) {
      update.put("messageId", message.id());
    }
    return update.put("_meta", goose(about(message))).build();
  }

  private static JsonObject goose(JsonObject.Builder about) {
    return JsonObject.of("goose", about.build());
  }

  private static JsonObject.Builder about(Message message) {
    JsonObject.Builder about = JsonObject.builder().put("created", message.created());
    if (message.id() != null) {
      about.put("messageId", message.id());
    }
    if (message.metadata().other().get("steer") instanceof JsonBool steer && steer.value()) {
      about.put("steer", true);
    }
    return about;
  }

  private JsonObject call(Message message, Content.ToolRequest request) {
    JsonObject.Builder update =
        JsonObject.builder().put("sessionUpdate", "tool_call").put("toolCallId", request.id());
    JsonObject.Builder about = about(message);
    switch (request.call()) {
      case Outcome.Failure<ToolCall> _ -> update.put("title", "error");
      case Outcome.Success<ToolCall>(ToolCall call) -> {
        calls.put(request.id(), call);
        reading.remove(request.id());
        shown.remove(request.id());
        String title =
            request.meta().text("goose.toolSummary.title").orElseGet(() -> ToolTitle.of(call));
        update.put("title", title).put("rawInput", call.argumentsOrEmpty());
        about.put("toolCall", named(call.name(), request.meta()));
        Json chain = request.meta().get("goose.toolChain.summary");
        about.putIfPresent("toolChainSummary", chain instanceof JsonObject ? chain : null);
      }
    }
    return update.put("_meta", goose(about)).build();
  }

  private static JsonObject named(String tool, JsonObject meta) {
    JsonObject.Builder named = JsonObject.builder().put("toolName", tool);
    int joint = tool.indexOf("__");
    meta.text("goose_extension")
        .ifPresentOrElse(
            owner -> named.put("extensionName", owner),
            () -> {
              if (joint > 0) {
                named.put("extensionName", tool.substring(0, joint));
              }
            });
    return named.build();
  }

  /// What a call does meanwhile; empty if that cannot be shown. Its result is then told without
  /// content.
  public Optional<JsonObject> work(TurnEvent.Worked worked) {
    Optional<JsonObject> work = WorkJson.write(worked.work());
    if (worked.work() instanceof ShownWork.Begun begun && begun.kind() == ShownWork.Kind.READ) {
      reading.add(worked.toolRequestId());
    }
    if (work.filter(it -> it.has("content")).isPresent()) {
      shown.add(worked.toolRequestId());
    }
    return work.map(
        members ->
            JsonObject.builder()
                .put("sessionUpdate", "tool_call_update")
                .put("toolCallId", worked.toolRequestId())
                .putAll(members)
                .build());
  }

  private boolean isShown(String callId, ToolResult result) {
    return shown.contains(callId) || (reading.contains(callId) && !result.failed());
  }

  /// A result that arrives belongs to no message yet (goosed 1.39).
  private JsonObject result(Message message, Content.ToolResponse response, boolean isStored) {
    JsonObject.Builder about = isStored ? about(message) : JsonObject.builder();
    JsonObject.Builder update =
        JsonObject.builder()
            .put("sessionUpdate", "tool_call_update")
            .put("toolCallId", response.id());
    switch (response.result()) {
      case Outcome.Failure<ToolResult>(String error) ->
          update.put("status", "failed").put("content", ToolOutput.text(error));
      case Outcome.Success<ToolResult>(ToolResult result) when isShown(response.id(), result) ->
          update.put("status", result.failed() ? "failed" : "completed");
      case Outcome.Success<ToolResult>(ToolResult result) -> {
        update
            .put("status", result.failed() ? "failed" : "completed")
            .put("content", ToolOutput.of(result))
            .putIfPresent("rawOutput", result.structuredContent())
            .putIfPresent("locations", ToolOutput.locations(calls.get(response.id()), result));
        result
            .meta()
            .object("__goose_tool_update_meta")
            .map(ours -> ours.get("mcpApp"))
            .ifPresent(panel -> about.put("mcpApp", panel));
      }
    }
    JsonObject goose = about.build();
    if (!goose.isEmpty()) {
      update.put("_meta", JsonObject.of("goose", goose));
    }
    return update.build();
  }
}
