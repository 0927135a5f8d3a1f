package dev.gander.adapters.bundled.server;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolJson;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// What stands beside a class as a file. Names and schemas of tools are goosed's, descriptions are
/// ours.
public final class Declarations {
  private Declarations() {}

  /// The tools of `tools.json`, in its order.
  public static List<Tool> tools(Class<?> owner) {
    return JsonFields.listOf(ToolJson::readTool).apply(JsonText.parse(bytes(owner, "tools.json")));
  }

  public static byte[] bytes(Class<?> owner, String name) {
    try (InputStream file = owner.getResourceAsStream(name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
