package dev.gander.adapters.bundled.computer;

import dev.gander.adapters.bundled.server.ToolWork;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Lists, shows and deletes saved files, and no others: goosed takes any path here.
record CacheTool(SavedFiles files) implements ToolWork {
  @Override
  public ToolResult call(ToolInvocation invocation) {
    JsonFields given = new JsonFields(invocation.arguments());
    return switch (given.text("command")) {
      case "list" -> ToolResult.text("Cached files:\n" + paths(files.all()));
      case "view" -> view(files.find(path(given, "view")));
      case "delete" -> delete(files.find(path(given, "delete")));
      case "clear" -> clear();
      case String other -> throw new InvalidShape("unknown variant `" + other + "`");
    };
  }

  private static String paths(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining("\n"));
  }

  private static String path(JsonFields given, String command) {
    String path = given.optionalText("path");
    if (path == null) {
      throw ExtensionException.invalidParams("'path' is required for '" + command + "'");
    }
    return path;
  }

  private static ToolResult view(Path file) {
    return ToolResult.text("Content of " + file + ":\n\n" + SavedFiles.text(file));
  }

  private static ToolResult delete(Path file) {
    remove(file);
    return ToolResult.text("Deleted file: " + file);
  }

  private ToolResult clear() {
    files.all().forEach(CacheTool::remove);
    return ToolResult.text("Cache cleared successfully.");
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw SavedFiles.unusable(file, e);
    }
  }
}
