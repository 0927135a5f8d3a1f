package dev.gander.adapters.mcp.summarize;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.util.List;

/// Puts the files and the question into one request to the session's model.
///
/// @param host whose working folder bounds what can be read
record SummarizeExtension(ExtensionHost host) implements Extension {
  private static final String SYSTEM =
      "You answer a question about the files that come with it. Rely on what they say, name the"
          + " files that matter, and say so if they do not answer the question.";

  /// Without annotations, as in goosed.
  private static final Tool SUMMARIZE =
      new Tool(
          "summarize",
          "Reads files and whole folders at once and answers a question about them. `paths` are"
              + " relative to the working folder; `extensions` keeps only files with one of these"
              + " endings, such as `md`.",
          schema(),
          JsonObject.EMPTY);

  private static JsonObject schema() {
    JsonObject text = JsonObject.of("type", Json.of("string"));
    JsonObject properties =
        JsonObject.of("paths", JsonObject.of("type", Json.of("array")).with("items", text))
            .with("question", text)
            .with(
                "extensions",
                JsonObject.of("type", JsonArray.ofTexts(List.of("array", "null")))
                    .with("items", text));
    return JsonObject.builder()
        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
        .put("title", "SummarizeParams")
        .put("type", "object")
        .put("properties", properties)
        .put("required", JsonArray.ofTexts(List.of("paths", "question")))
        .build();
  }

  @Override
  public List<Tool> tools() {
    return List.of(SUMMARIZE);
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    if (!invocation.tool().equals(SUMMARIZE.name())) {
      throw ExtensionException.notFound("Tool '" + invocation.tool() + "' not found");
    }
    try {
      return ToolResult.text(answer(JsonFields.of(invocation.arguments())));
    } catch (InvalidShape e) {
      return failure("Failed to parse arguments: " + e.text());
    } catch (GanderException e) {
      return failure(e.text());
    } catch (IOException e) {
      return failure(String.valueOf(e.getMessage()));
    }
  }

  private String answer(JsonFields arguments) throws IOException, InterruptedException {
    List<String> paths = arguments.required("paths", JsonFields.listOf(JsonFields::asText));
    String question = arguments.text("question");
    List<String> endings =
        arguments.object().get("extensions") instanceof JsonArray given
            ? JsonFields.listOf(JsonFields::asText).apply(given)
            : List.of();
    GatheredFiles files = GatheredFiles.of(host.workingDir(), paths, endings);
    Message request =
        Message.user(null, 0, new Content.Text(files.text() + "\n# Question\n\n" + question));
    String said = host.sample(new SamplingRequest(SYSTEM, List.of(request))).text();
    return said + "\n\n---\n*Read: " + files.count() + " files, " + files.lines() + " lines*";
  }

  private static ToolResult failure(String reason) {
    return ToolResult.error("Error: " + reason);
  }

  @Override
  public String instructions() {
    return """
        To learn something from many or long files without reading each of them yourself, ask \
        summarize: it reads them apart from this conversation and only its answer takes up room.
        """;
  }

  @Override
  public void close() {}
}
