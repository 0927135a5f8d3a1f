package dev.gander.adapters.llm.programs.acp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The calls of an agent's own tools, reported as requests and results that are not to be run. Some
/// agents begin a call before they know its arguments: it is reported when they do, or when it
/// runs.
final class AcpCalls {
  private static final Set<String> TERMINAL = Set.of("completed", "failed");

  private final AcpQuestions questions;
  private final ClientEnvironment environment;

  /// What is known about calls that have not been reported yet.
  private final Map<String, JsonObject> coming = new LinkedHashMap<>();

  private final Set<String> told = new HashSet<>();
  private final Set<String> open = new LinkedHashSet<>();

  AcpCalls(AcpQuestions questions, ClientEnvironment environment) {
    this.questions = questions;
    this.environment = environment;
  }

  /// @param update `tool_call` or `tool_call_update`
  void hear(JsonObject update, Consumer<Delta> out) {
    String id = update.text("toolCallId").orElse("");
    Optional<String> status = update.text("status");
    note(id, update);
    if (hasArguments(update) || status.filter(word -> !word.equals("pending")).isPresent()) {
      tell(id, out);
    }
    if (status.filter(TERMINAL::contains).isPresent() && open.remove(id)) {
      end(id, result(id, update, status.equals(Optional.of("failed"))), out);
    }
  }

  /// Reports the call that a question is about, unless already reported.
  void announce(JsonObject call, Consumer<Delta> out) {
    String id = call.text("toolCallId").orElse("");
    note(id, call);
    tell(id, out);
  }

  private void note(String id, JsonObject news) {
    if (!told.contains(id)) {
      coming.merge(id, news, (old, more) -> JsonObject.builder().putAll(old).putAll(more).build());
    }
  }

  private static boolean hasArguments(JsonObject update) {
    return update.object("rawInput").filter(input -> !input.isEmpty()).isPresent();
  }

  private void tell(String id, Consumer<Delta> out) {
    JsonObject call = coming.remove(id);
    if (call == null) {
      return;
    }
    told.add(id);
    open.add(id);
    JsonObject.Builder meta = JsonObject.builder().put("goose.external_dispatch", true);
    call.text("kind").ifPresent(kind -> meta.put("goose.tool_kind", kind));
    ToolCall made =
        new ToolCall(
            call.text("title").orElse("tool"), call.object("rawInput").orElse(JsonObject.EMPTY));
    Content request =
        new Content.ToolRequest(id, Outcome.success(made), JsonObject.of("_meta", meta.build()));
    out.accept(Delta.of(Message.assistant(environment.uuids().get(), environment.now(), request)));
  }

  /// Ends the calls that have begun and not ended.
  void endOpen(Consumer<Delta> out) {
    List.copyOf(coming.keySet()).forEach(id -> tell(id, out));
    for (String id : List.copyOf(open)) {
      open.remove(id);
      ToolResult result =
          ToolResult.error(
              questions.isDenied(id)
                  ? "Tool call was denied."
                  : "The agent did not tell how this ended.");
      end(id, result, out);
    }
  }

  private void end(String id, ToolResult result, Consumer<Delta> out) {
    out.accept(
        Delta.of(
            Message.user(
                environment.uuids().get(),
                environment.now(),
                new Content.ToolResponse(id, Outcome.success(result)))));
  }

  private ToolResult result(String id, JsonObject update, boolean failed) {
    if (failed && questions.isDenied(id)) {
      return ToolResult.error("Tool call was denied.");
    }
    String text = texts(update);
    return failed ? ToolResult.error(text) : ToolResult.text(text);
  }

  private static String texts(JsonObject update) {
    List<Json> content = update.array("content").map(JsonArray::items).orElse(List.of());
    String texts =
        content.stream()
            .flatMap(item -> item instanceof JsonObject o ? text(o) : Stream.empty())
            .collect(Collectors.joining("\n"));
    if (!texts.isEmpty()) {
      return texts;
    }
    return switch (Objects.requireNonNullElse(update.get("rawOutput"), JsonNull.NULL)) {
      case JsonNull _ -> "";
      case JsonString(String output) -> output;
      case Json output -> JsonText.write(output);
    };
  }

  /// A text, or the path of the changed file.
  private static Stream<String> text(JsonObject item) {
    return item
        .object("content")
        .flatMap(content -> content.text("text"))
        .or(() -> item.text("path").map(path -> "Changed " + path))
        .stream();
  }
}
