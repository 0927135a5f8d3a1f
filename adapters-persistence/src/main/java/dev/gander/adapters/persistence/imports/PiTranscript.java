package dev.gander.adapters.persistence.imports;

import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportDocument;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Pi transcript: a header, then one entry per line, `{"type", "id", "parentId", "timestamp",
/// "message"}`. Entries form a tree; all branches are kept, in the order in which they grew.
final class PiTranscript {
  private final TranscriptBuilder transcript;
  private int entries;
  private TokenCounts tokens = TokenCounts.NONE;
  private @Nullable Double cost;

  private PiTranscript(TranscriptBuilder transcript) {
    this.transcript = transcript;
  }

  /// @throws dev.gander.domain.error.InvalidInput if there is no message
  static ImportedSession read(ImportDocument document, ImportDefaults defaults) {
    var reader = new PiTranscript(new TranscriptBuilder(defaults));
    document.head(1).forEach(reader::header);
    document.lines().skip(1).forEachOrdered(reader::entry);
    return reader.build();
  }

  private void header(JsonObject header) {
    transcript.comesFrom(header.text("id"), header.text("cwd"));
  }

  private ImportedSession build() {
    transcript.used(tokens.usage(), cost);
    return transcript.build("Pi");
  }

  private void entry(JsonObject entry) {
    int number = entries++;
    if (!transcript.enter(entry, entry.text("id"))) {
      return;
    }
    switch (entry.text("type").orElse("")) {
      case "message" -> entry.object("message").ifPresent(message -> message(message, number));
      case "custom_message" -> custom(entry);
      case String _ -> {
        // Settings, labels, and summaries of what is in the transcript anyway.
      }
    }
  }

  private void message(JsonObject message, int number) {
    List<Content> content = ForeignBlocks.of(message.get("content"), PiTranscript::block);
    switch (message.text("role").orElse("")) {
      case "user" -> {
        transcript.isAbout(content);
        transcript.say(Role.USER, content);
      }
      case "assistant" -> {
        transcript.say(Role.ASSISTANT, content);
        message.object("usage").ifPresent(this::count);
      }
      case "toolResult" ->
          transcript.say(
              Role.USER,
              List.of(
                  ForeignBlocks.answer(
                      message.text("toolCallId").orElse(""),
                      content,
                      message.get("isError") == JsonBool.TRUE)));
      case "bashExecution" -> execution(message, "pi_bash_" + number);
      case "custom" -> custom(message);
      case String role ->
          message
              .text("summary")
              .map(summary -> ForeignBlocks.text("[" + role + "] " + summary))
              .ifPresent(summary -> transcript.say(Role.ASSISTANT, List.of(summary)));
    }
  }

  /// A message from a Pi extension to the model.
  private void custom(JsonObject message) {
    boolean shown = message.get("display") != JsonBool.FALSE;
    transcript.say(
        Role.USER,
        ForeignBlocks.of(message.get("content"), PiTranscript::block),
        new MessageMetadata(shown, true, JsonObject.EMPTY));
  }

  /// A command that the user ran outside the dialogue, as a call and its answer.
  private void execution(JsonObject message, String id) {
    JsonObject arguments =
        JsonObject.builder().putIfPresent("command", message.get("command")).build();
    String output = exit(message.get("exitCode")) + message.text("output").orElse("");
    transcript.say(Role.ASSISTANT, List.of(ForeignBlocks.call(id, Optional.of("bash"), arguments)));
    transcript.say(
        Role.USER, List.of(ForeignBlocks.answer(id, List.of(ForeignBlocks.text(output)), false)));
  }

  private static String exit(@Nullable Json code) {
    return code instanceof JsonNumber number && number.value().signum() != 0
        ? "exit " + number.text() + "\n"
        : "";
  }

  private void count(JsonObject usage) {
    long read = TokenCounts.of(usage, "cacheRead");
    long written = TokenCounts.of(usage, "cacheWrite");
    long input = TokenCounts.of(usage, "input") + read + written;
    tokens = tokens.plus(new TokenCounts(input, TokenCounts.of(usage, "output"), read, written));
    usage
        .object("cost")
        .map(dollars -> dollars.get("total"))
        .filter(total -> total instanceof JsonNumber number && number.value().signum() > 0)
        .map(total -> ((JsonNumber) total).doubleValue())
        .ifPresent(
            dollars -> cost = Math.min(Double.MAX_VALUE, cost == null ? dollars : cost + dollars));
  }

  private static Content block(JsonObject block) {
    return switch (block.text("type").orElse("")) {
      // Its signature is valid for Pi's provider only.
      case "thinking" -> new Content.Thinking(block.text("thinking").orElse(""), "");
      case "image" ->
          block
              .text("data")
              .map(data -> ForeignBlocks.image(data, block.text("mimeType").orElse("image/png")))
              .orElseGet(() -> ForeignBlocks.mention(block));
      case "toolCall" ->
          ForeignBlocks.call(
              block.text("id").orElse(""), block.text("name"), block.get("arguments"));
      case String _ -> ForeignBlocks.mention(block);
    };
  }
}
