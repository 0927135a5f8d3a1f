package dev.gander.adapters.persistence.imports;

import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportDocument;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Codex transcript ("rollout"): one entry per line, `{"timestamp", "type", "payload"}`. The
/// dialogue is made of items of OpenAI's Responses API, in lines of type `response_item`.
final class CodexTranscript {
  /// Text that Codex itself puts before the user's words.
  private static final List<String> CONTEXT =
      List.of("<environment_context", "<user_instructions", "# AGENTS.md");

  private final ImportDocument document;
  private final TranscriptBuilder transcript;
  private int number;
  private @Nullable TokenCounts calls;
  private @Nullable TokenCounts total;

  private CodexTranscript(ImportDocument document, TranscriptBuilder transcript) {
    this.document = document;
    this.transcript = transcript;
  }

  /// @throws dev.gander.domain.error.InvalidInput if there is no message
  static ImportedSession read(ImportDocument document, ImportDefaults defaults) {
    var reader = new CodexTranscript(document, new TranscriptBuilder(defaults));
    document.lines().forEachOrdered(reader::line);
    return reader.build();
  }

  private ImportedSession build() {
    TokenCounts counts = total == null ? calls : total;
    if (counts != null) {
      transcript.used(counts.usage(), null);
    }
    return transcript.build("Codex");
  }

  private void line(JsonObject line) {
    transcript.enter(line, Optional.empty());
    JsonObject payload = line.object("payload").orElse(JsonObject.EMPTY);
    switch (line.text("type").orElse("")) {
      case "session_meta" -> transcript.comesFrom(payload.text("id"), payload.text("cwd"));
      case "response_item" -> item(payload);
      case "event_msg" -> count(payload);
      case String _ -> {
        // Settings of a turn, and summaries of what is in the transcript anyway.
      }
    }
    number++;
  }

  private void item(JsonObject item) {
    switch (item.text("type").orElse("")) {
      case "message" -> message(item);
      case "reasoning" -> transcript.say(Role.ASSISTANT, reasoning(item));
      case "function_call" -> calls(item, arguments(item.get("arguments")));
      case "custom_tool_call" -> calls(item, wrapped("input", item.get("input")));
      case "local_shell_call" -> calls(item, item.get("action"));
      case "function_call_output", "custom_tool_call_output", "local_shell_call_output" ->
          transcript.say(Role.USER, List.of(output(item)));
      case "web_search_call" -> searches(item, "codex_websearch_" + number);
      case String _ -> {
        // Bookkeeping of newer versions.
      }
    }
  }

  private void message(JsonObject message) {
    List<Content> content = ForeignBlocks.of(message.get("content"), CodexTranscript::block);
    switch (message.text("role").orElse("")) {
      case "user" -> {
        transcript.isAbout(content.stream().filter(CodexTranscript::isOfTheUser).toList());
        transcript.say(Role.USER, content);
      }
      case "assistant" -> transcript.say(Role.ASSISTANT, content);
      case String _ -> {
        // Instructions of Codex to its model.
      }
    }
  }

  private static boolean isOfTheUser(Content block) {
    return !(block instanceof Content.Text(String text, _)
        && CONTEXT.stream().anyMatch(text.strip()::startsWith));
  }

  private static Content block(JsonObject block) {
    Optional<String> refusal = block.text("refusal");
    if (refusal.isPresent()) {
      return ForeignBlocks.text(refusal.get());
    }
    return block
        .text("image_url")
        .flatMap(ForeignBlocks::image)
        .orElseGet(() -> ForeignBlocks.mention(block));
  }

  /// The readable part of a thought; most of it is encrypted.
  private static List<Content> reasoning(JsonObject item) {
    String summary = texts(item.get("summary"));
    String thought = summary.isEmpty() ? texts(item.get("content")) : summary;
    return thought.isEmpty() ? List.of() : List.of(new Content.Thinking(thought, ""));
  }

  private static String texts(@Nullable Json blocks) {
    return blocks instanceof JsonArray(List<Json> items)
        ? items.stream()
            .filter(JsonObject.class::isInstance)
            .flatMap(block -> ((JsonObject) block).text("text").stream())
            .collect(Collectors.joining("\n"))
        : "";
  }

  private void calls(JsonObject item, @Nullable Json arguments) {
    Optional<String> name =
        item.text("name").or(() -> item.text("type").filter("local_shell_call"::equals));
    transcript.say(Role.ASSISTANT, List.of(ForeignBlocks.call(callId(item), name, arguments)));
  }

  /// Arguments are JSON in a string; if they are not, the string is kept.
  private @Nullable Json arguments(@Nullable Json given) {
    return given instanceof JsonString(String text) ? document.embedded(text).orElse(given) : given;
  }

  private static @Nullable Json wrapped(String name, @Nullable Json value) {
    return value == null ? null : JsonObject.of(name, value);
  }

  private static Content output(JsonObject item) {
    Json output = item.get("output");
    if (!(output instanceof JsonObject details)) {
      return answer(item, output, false);
    }
    return answer(item, details.get("content"), details.get("success") == JsonBool.FALSE);
  }

  private static Content answer(JsonObject item, @Nullable Json output, boolean failed) {
    return ForeignBlocks.answer(
        callId(item), ForeignBlocks.of(output, CodexTranscript::block), failed);
  }

  private static String callId(JsonObject item) {
    return item.text("call_id").or(() -> item.text("id")).orElse("");
  }

  /// The service runs the search itself: its results are not in the transcript.
  private void searches(JsonObject item, String id) {
    JsonObject action = item.object("action").orElse(JsonObject.EMPTY);
    String status = item.text("status").orElse("done");
    transcript.say(
        Role.ASSISTANT,
        List.of(ForeignBlocks.call(id, Optional.of("web_search"), action.without(Set.of("type")))));
    transcript.say(
        Role.USER, List.of(ForeignBlocks.answer(id, List.of(ForeignBlocks.text(status)), false)));
  }

  /// Some versions count each call, others report the running total.
  private void count(JsonObject event) {
    event
        .object("usage")
        .map(CodexTranscript::counts)
        .ifPresent(counts -> calls = calls == null ? counts : calls.plus(counts));
    event
        .object("info")
        .flatMap(info -> info.object("total_token_usage"))
        .map(CodexTranscript::counts)
        .ifPresent(counts -> total = counts);
  }

  private static TokenCounts counts(JsonObject usage) {
    return new TokenCounts(
        TokenCounts.of(usage, "input_tokens"),
        TokenCounts.of(usage, "output_tokens"),
        TokenCounts.of(usage, "cached_input_tokens"),
        0);
  }
}
