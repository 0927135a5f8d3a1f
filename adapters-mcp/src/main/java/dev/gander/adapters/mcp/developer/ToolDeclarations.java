package dev.gander.adapters.mcp.developer;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolJson;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The tools as `tools.json` declares them, in its order. Names, schemas and annotations are goosed
/// 1.36's (`read_image`: 1.39's); the descriptions are ours.
final class ToolDeclarations {
  static final List<Tool> ALL = read();

  private ToolDeclarations() {}

  private static List<Tool> read() {
    try (InputStream file = ToolDeclarations.class.getResourceAsStream("tools.json")) {
      Json declared = JsonText.parse(Objects.requireNonNull(file, "tools.json").readAllBytes());
      return JsonFields.listOf(ToolJson::readTool).apply(declared);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
