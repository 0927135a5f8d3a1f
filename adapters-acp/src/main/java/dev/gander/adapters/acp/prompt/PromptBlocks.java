package dev.gander.adapters.acp.prompt;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a client prompts with, as the content of a message.
final class PromptBlocks {
  /// Files that are longer are not attached.
  private static final long LARGEST_FILE = 16 << 20;

  private PromptBlocks() {}

  /// What the agent understands; sounds, binary resources and links to elsewhere are dropped. Reads
  /// the files that are linked to.
  ///
  /// @param blocks as the client sent them
  /// @throws InvalidShape if one is malformed
  static List<Content> read(List<JsonObject> blocks) {
    List<Content> content = new ArrayList<>();
    for (JsonObject block : blocks) {
      JsonFields fields = new JsonFields(block);
      switch (fields.text("type")) {
        case "text" -> content.add(text(fields));
        case "image" ->
            content.add(
                new Content.Image(
                    fields.text("data"), fields.text("mimeType"), annotations(block)));
        case "resource" -> resource(fields).ifPresent(content::add);
        case "resource_link" -> linked(fields.text("uri")).ifPresent(content::add);
        case "audio" -> {
          // The agent hears nothing.
        }
        case String other -> throw new InvalidShape("unknown variant `" + other + "`");
      }
    }
    return content;
  }

  private static Content text(JsonFields block) {
    return new Content.Text(block.text("text"), annotations(block.object()));
  }

  private static JsonObject annotations(JsonObject block) {
    return block
        .object("annotations")
        .map(annotations -> JsonObject.of("annotations", annotations))
        .orElse(JsonObject.EMPTY);
  }

  private static Optional<Content> resource(JsonFields block) {
    JsonFields resource = new JsonFields(block.required("resource", JsonFields::asObject));
    String uri = resource.text("uri");
    return resource
        .object()
        .text("text")
        .map(text -> new Content.Text("--- Resource: " + uri + " ---\n" + text + "\n---\n"));
  }

  private static Optional<Content> linked(String uri) {
    return file(uri)
        .flatMap(PromptBlocks::readable)
        .map(file -> new Content.Text("\n\n# " + file.path() + "\n```\n" + file.text() + "\n```"));
  }

  private record Attached(Path path, String text) {}

  private static Optional<Path> file(String uri) {
    try {
      return uri.startsWith("file://") ? Optional.of(Path.of(URI.create(uri))) : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException _) {
      return Optional.empty();
    }
  }

  /// Empty for what is missing, too long or not text.
  private static Optional<Attached> readable(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) <= LARGEST_FILE
          ? Optional.of(new Attached(path, Files.readString(path)))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The blocks of a request.
  static List<JsonObject> of(JsonFields params) {
    return params.required("prompt", JsonFields.listOf(PromptBlocks::block));
  }

  private static JsonObject block(Json json) {
    return JsonFields.asObject(json);
  }
}
