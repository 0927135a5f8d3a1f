package dev.gander.adapters.local.shelf;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The models in goose's registry, `models/registry.json` in its folder of data, whose files are
/// here. The file is read at each use: other servers write it too.
public final class ModelShelf {
  private final Path registry;

  /// @param data goose's folder of data
  public ModelShelf(Path data) {
    registry = data.resolve("models").resolve("registry.json");
  }

  /// @throws ProviderException if the registry cannot be read
  public Optional<ShelvedModel> find(String id) {
    return models().filter(model -> model.id().equals(id)).findFirst();
  }

  /// Sorted.
  ///
  /// @throws ProviderException if the registry cannot be read
  public List<String> ids() {
    return models()
        .filter(model -> Files.isRegularFile(model.file()))
        .map(ShelvedModel::id)
        .distinct()
        .sorted()
        .toList();
  }

  private Stream<ShelvedModel> models() {
    return read().items().stream().flatMap(entry -> model(entry).stream());
  }

  private JsonArray read() {
    try {
      return JsonText.parse(Files.readAllBytes(registry)) instanceof JsonObject object
          ? object.array("models").orElse(new JsonArray(List.of()))
          : new JsonArray(List.of());
    } catch (NoSuchFileException _) {
      return new JsonArray(List.of());
    } catch (IOException | JsonSyntaxException e) {
      throw new ProviderException.ExecutionError(
          "The registry of models, " + registry + ", cannot be read: " + e.getMessage(), e);
    }
  }

  /// An entry of another shape is not a model for us, and does not hide the others.
  private Optional<ShelvedModel> model(Json entry) {
    if (!(entry instanceof JsonObject object)) {
      return Optional.empty();
    }
    JsonObject settings = object.object("settings").orElse(JsonObject.EMPTY);
    return object
        .text("id")
        .flatMap(id -> file(object).map(file -> new ShelvedModel(id, file, settings)));
  }

  /// A relative path is one beside the registry.
  private Optional<Path> file(JsonObject entry) {
    return entry
        .text("local_path")
        .or(() -> entry.text("filename"))
        .filter(text -> !text.isBlank() && text.indexOf('\0') < 0)
        .map(registry::resolveSibling);
  }
}
