package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.provider.kit.wire.ResourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the results of tools. Texts that are files become documents, whose names must be unique
/// and contain only letters, digits, `-`, brackets and single spaces.
record ConverseResults(String callId) {
  private static final Pattern DOCUMENT = Pattern.compile("(?:.*/)?([^/]+)\\.(txt|csv|md)");

  static Json write(Content.ToolResponse response) {
    ConverseResults results = new ConverseResults(response.id());
    return switch (response.result()) {
      case Outcome.Success<ToolResult>(ToolResult result) ->
          results.of(results.blocks(result), result.failed());
      case Outcome.Failure<ToolResult>(String error) ->
          results.of(List.of(ConverseContent.text("Error: " + error)), true);
    };
  }

  private Json of(List<Json> blocks, boolean failed) {
    JsonObject result =
        JsonObject.builder()
            .put("toolUseId", callId)
            .put("content", new JsonArray(blocks))
            .put("status", failed ? "error" : "success")
            .build();
    return JsonObject.of("toolResult", result);
  }

  private List<Json> blocks(ToolResult result) {
    List<Json> blocks = new ArrayList<>();
    result.content().forEach(content -> block(content).ifPresent(blocks::add));
    return blocks;
  }

  private Optional<Json> block(ToolContent content) {
    return switch (content) {
      case ToolContent.Text(String text, JsonObject _) -> said(text);
      case ToolContent.Image image ->
          Optional.of(ConverseContent.image(image.mimeType(), image.data()));
      case ToolContent.Resource(JsonObject resource, JsonObject _) -> resource(resource);
      case ToolContent.Audio _, ToolContent.ResourceLink _, ToolContent.Unknown _ ->
          Optional.empty();
    };
  }

  private Optional<Json> resource(JsonObject resource) {
    Matcher file = DOCUMENT.matcher(resource.text("uri").orElse(""));
    Optional<String> text = resource.text("text").filter(it -> !it.isBlank());
    return text.isPresent() && file.matches()
        ? Optional.of(document(file.group(1), file.group(2), text.get()))
        : said(ResourceText.of(resource));
  }

  private Json document(String stem, String format, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonObject document =
        JsonObject.builder()
            .put("format", format)
            .put("name", (callId + "-" + stem).replaceAll("[^A-Za-z0-9()\\[\\]-]", "-"))
            .put(
                "source",
                JsonObject.of("bytes", Json.of(Base64.getEncoder().encodeToString(bytes))))
            .build();
    return JsonObject.of("document", document);
  }

  private static Optional<Json> said(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(ConverseContent.text(text));
  }
}
