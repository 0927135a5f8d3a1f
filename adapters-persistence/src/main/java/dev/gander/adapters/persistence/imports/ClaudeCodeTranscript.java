package dev.gander.adapters.persistence.imports;

import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportDocument;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A Claude Code transcript: one entry per line, `{"type", "sessionId", "cwd", "uuid", "timestamp",
/// "message"}`. Each block of an answer has its own line, and each of these lines repeats the
/// answer's id and usage.
final class ClaudeCodeTranscript {
  private final TranscriptBuilder transcript;
  private final Map<String, TokenCounts> answers = new HashMap<>();

  private ClaudeCodeTranscript(TranscriptBuilder transcript) {
    this.transcript = transcript;
  }

  /// @throws dev.gander.domain.error.InvalidInput if there is no message
  static ImportedSession read(ImportDocument document, ImportDefaults defaults) {
    var reader = new ClaudeCodeTranscript(new TranscriptBuilder(defaults));
    document.lines().forEachOrdered(reader::line);
    return reader.build();
  }

  private ImportedSession build() {
    TokenCounts sum = answers.values().stream().reduce(TokenCounts.NONE, TokenCounts::plus);
    transcript.used(sum.usage(), null);
    return transcript.build("Claude Code");
  }

  private void line(JsonObject line) {
    transcript.comesFrom(line.text("sessionId"), line.text("cwd"));
    if (!transcript.enter(line, line.text("uuid"))) {
      return;
    }
    JsonObject message = line.object("message").orElse(JsonObject.EMPTY);
    switch (line.text("type").orElse("")) {
      case "ai-title" -> line.text("aiTitle").ifPresent(transcript::isCalled);
      case "user" -> said(Role.USER, line, message);
      case "assistant" -> {
        said(Role.ASSISTANT, line, message);
        count(message);
      }
      case String _ -> {
        // Snapshots, summaries and the program's notes to itself.
      }
    }
  }

  private void said(Role role, JsonObject line, JsonObject message) {
    List<Content> content = ForeignBlocks.of(message.get("content"), ClaudeCodeTranscript::block);
    // Remarks to the model were never shown, and a sub-agent's messages are not part of the
    // dialogue.
    boolean shown = !Json.of(true).equals(line.get("isMeta"));
    boolean part = !Json.of(true).equals(line.get("isSidechain"));
    if (role == Role.USER && shown && part) {
      transcript.isAbout(content);
    }
    transcript.say(role, content, new MessageMetadata(shown, part, JsonObject.EMPTY));
  }

  private void count(JsonObject message) {
    message
        .object("usage")
        .ifPresent(
            usage -> {
              long read = TokenCounts.of(usage, "cache_read_input_tokens");
              long written = TokenCounts.of(usage, "cache_creation_input_tokens");
              long input = TokenCounts.of(usage, "input_tokens") + read + written;
              long output = TokenCounts.of(usage, "output_tokens");
              String answer = message.text("id").orElseGet(() -> "#" + answers.size());
              answers.put(answer, new TokenCounts(input, output, read, written));
            });
  }

  private static Content block(JsonObject block) {
    return switch (block.text("type").orElse("")) {
      case "thinking" ->
          new Content.Thinking(
              block.text("thinking").orElse(""), block.text("signature").orElse(""));
      case "redacted_thinking" ->
          new Content.RedactedThinking(block.text("data").orElse(""), JsonObject.EMPTY);
      case "tool_use", "server_tool_use", "mcp_tool_use" ->
          ForeignBlocks.call(block.text("id").orElse(""), block.text("name"), block.get("input"));
      case "image" -> image(block);
      // Results of tools that the service runs itself have types named after the tool.
      case String type when type.endsWith("tool_result") -> answer(block);
      case String _ -> ForeignBlocks.mention(block);
    };
  }

  private static Content answer(JsonObject block) {
    return ForeignBlocks.answer(
        block.text("tool_use_id").orElse(""),
        ForeignBlocks.of(block.get("content"), ClaudeCodeTranscript::block),
        Json.of(true).equals(block.get("is_error")));
  }

  private static Content image(JsonObject block) {
    JsonObject source = block.object("source").orElse(JsonObject.EMPTY);
    return source
        .text("data")
        .map(data -> ForeignBlocks.image(data, source.text("media_type").orElse("image/png")))
        .orElseGet(() -> ForeignBlocks.mention(block));
  }
}
