package dev.gander.adapters.persistence.localmodels;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSettingsJson;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An entry of the registry, as goose writes it.
final class StoredModelJson {
  private static final Set<String> OF_PROJECTOR = Set.of("mmproj_path", "mmproj_source_url");

  private StoredModelJson() {}

  /// @throws InvalidShape if a member is missing or has the wrong type
  static StoredModel read(Json json) {
    JsonFields fields = JsonFields.of(json);
    String filename = fields.text("filename");
    long size = fields.orElse("size_bytes", JsonFields::asUnsigned, 0L);
    return new StoredModel(
        fields.text("id"),
        fields.text("repo_id"),
        fields.text("quantization"),
        size,
        new StoredFile(
            filename,
            fields.required("local_path", StoredModelJson::path),
            fields.text("source_url"),
            0),
        fields.orElse("shard_files", JsonFields.listOf(StoredModelJson::shard), List.of()),
        projector(fields),
        fields.orElse("settings", ModelSettingsJson::read, ModelSettings.USUAL));
  }

  private static StoredFile shard(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new StoredFile(
        fields.text("filename"),
        fields.required("local_path", StoredModelJson::path),
        fields.text("source_url"),
        fields.orElse("size_bytes", JsonFields::asUnsigned, 0L));
  }

  private static @Nullable StoredFile projector(JsonFields fields) {
    Path path = fields.optional("mmproj_path", StoredModelJson::path);
    String source = fields.optionalText("mmproj_source_url");
    long size = fields.orElse("mmproj_size_bytes", JsonFields::asUnsigned, 0L);
    return path == null || source == null
        ? null
        : new StoredFile(String.valueOf(path.getFileName()), path, source, size);
  }

  private static Path path(Json json) {
    try {
      return Path.of(JsonFields.asText(json));
    } catch (InvalidPathException _) {
      throw new InvalidShape("not a path of this system");
    }
  }

  /// @param before the entry as it is stored, whose other members stay; empty for a new one
  static JsonObject write(StoredModel model, JsonObject before) {
    JsonObject.Builder entry =
        JsonObject.builder()
            .putAll(before.without(OF_PROJECTOR))
            .put("id", model.id())
            .put("repo_id", model.repository())
            .put("filename", model.file().filename())
            .put("quantization", model.quantization())
            .put("local_path", model.file().path().toString())
            .put("source_url", model.file().source())
            .put("settings", ModelSettingsJson.write(model.settings()))
            .put("size_bytes", model.size());
    StoredFile projector = model.projector();
    if (projector != null) {
      entry
          .put("mmproj_path", projector.path().toString())
          .put("mmproj_source_url", projector.source());
    }
    return entry
        .put("mmproj_size_bytes", projector == null ? 0 : projector.size())
        .put("shard_files", JsonArray.of(model.shards(), StoredModelJson::shard))
        .build();
  }

  private static JsonObject shard(StoredFile shard) {
    return JsonObject.builder()
        .put("filename", shard.filename())
        .put("local_path", shard.path().toString())
        .put("source_url", shard.source())
        .put("size_bytes", shard.size())
        .build();
  }
}
