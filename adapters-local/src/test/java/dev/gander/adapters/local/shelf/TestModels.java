package dev.gander.adapters.local.shelf;

import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSettingsJson;
import dev.gander.domain.localmodel.StoredFile;
import dev.gander.domain.localmodel.StoredModel;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Path;
import java.util.List;

/// Models of a registry.
public final class TestModels {
  private TestModels() {}

  /// @param settings in goose's form
  public static StoredModel model(String id, Path file, String settings) {
    return model(id, file, ModelSettingsJson.read(JsonText.parse(settings)));
  }

  private static StoredModel model(String id, Path file, ModelSettings settings) {
    return new StoredModel(
        id,
        "maker/model",
        "Q4_0",
        0,
        new StoredFile(file.toString(), file, "", 0),
        List.of(),
        null,
        settings);
  }
}
