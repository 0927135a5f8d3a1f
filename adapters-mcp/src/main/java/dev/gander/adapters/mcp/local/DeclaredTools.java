package dev.gander.adapters.mcp.local;

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

/// Tools that a resource of ours declares, in the form in which MCP lists them.
public final class DeclaredTools {
  private DeclaredTools() {}

  /// Those in `tools.json` in the package of a class of this module, in the order of the file.
  public static List<Tool> beside(Class<?> type) {
    try (InputStream file = type.getResourceAsStream("tools.json")) {
      Json declared = JsonText.parse(Objects.requireNonNull(file, "tools.json").readAllBytes());
      return JsonFields.listOf(ToolJson::readTool).apply(declared);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
