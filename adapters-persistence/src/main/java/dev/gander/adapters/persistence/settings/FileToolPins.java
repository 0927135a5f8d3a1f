package dev.gander.adapters.persistence.settings;

import dev.gander.adapters.persistence.files.SharedFile;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.permission.ToolPins;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The pins as one JSON file of ours: `{"tools": {NAME: {"description", "schema", "sha256"}}}`. It
/// is written under the lock that all our processes take.
public final class FileToolPins implements ToolPins {
  private static final String TOOLS = "tools";

  private final SharedFile file;

  /// @param folder of ours
  public FileToolPins(Path folder) {
    this.file = new SharedFile(folder.resolve("tool_pins.json"));
  }

  @Override
  public ToolPin keep(String tool, ToolPin now) {
    ToolPin known = all().get(tool);
    if (known != null) {
      return known;
    }
    return file.locked(
        () -> {
          Map<String, ToolPin> pins = read();
          ToolPin meanwhile = pins.putIfAbsent(tool, now);
          if (meanwhile == null) {
            write(pins);
          }
          return meanwhile == null ? now : meanwhile;
        });
  }

  @Override
  public void replace(String tool, ToolPin pin) {
    file.locked(
        () -> {
          Map<String, ToolPin> pins = read();
          if (!pin.equals(pins.put(tool, pin))) {
            write(pins);
          }
          return pin;
        });
  }

  @Override
  public Map<String, ToolPin> all() {
    return file.reading(this::read);
  }

  private Map<String, ToolPin> read() throws IOException {
    byte[] bytes = file.bytes().orElse(null);
    if (bytes == null) {
      return new LinkedHashMap<>();
    }
    try {
      Map<String, ToolPin> pins = new LinkedHashMap<>();
      JsonFields.of(JsonText.parse(bytes))
          .required(TOOLS, JsonFields::asObject)
          .members()
          .forEach((tool, pin) -> pins.put(tool, pin(pin)));
      return pins;
    } catch (JsonSyntaxException | InvalidShape e) {
      throw file.broken(String.valueOf(e.getMessage()));
    }
  }

  private static ToolPin pin(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new ToolPin(fields.text("description"), fields.text("schema"), fields.text("sha256"));
  }

  private void write(Map<String, ToolPin> pins) throws IOException {
    JsonObject.Builder tools = JsonObject.builder();
    new TreeMap<>(pins).forEach((tool, pin) -> tools.put(tool, json(pin)));
    file.write(JsonText.bytes(JsonObject.of(TOOLS, tools.build())));
  }

  private static Json json(ToolPin pin) {
    return JsonObject.builder()
        .put("description", pin.description())
        .put("schema", pin.schema())
        .put("sha256", pin.digest())
        .build();
  }
}
