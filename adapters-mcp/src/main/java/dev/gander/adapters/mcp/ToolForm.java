package dev.gander.adapters.mcp;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolJson;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The MCP form of tools. Each tool goes to the model with every request, and one that a model's
/// service cannot take fails the whole request: such tools are left out, so that they cost their
/// own server only.
final class ToolForm {
  /// The limit of MCP for names, from 2025-11-25 on.
  static final int LONGEST_NAME = 128;

  /// In characters of JSON.
  static final int LARGEST_TOOL = 100_000;

  /// Of all tools of an extension: more than most models can read.
  static final int MOST_CHARACTERS = 1_000_000;

  private static final Logger LOG = System.getLogger(ToolForm.class.getName());

  private ToolForm() {}

  /// The first `most` of the tools that a model can be offered.
  static List<Tool> tools(JsonArray items, int most) {
    List<Tool> tools = new ArrayList<>();
    int characters = 0;
    for (Json item : items.items()) {
      int size = JsonText.write(item).length();
      Optional<Tool> tool = read(item, size);
      if (tool.isPresent()) {
        characters += size;
        if (tools.size() == most || characters > MOST_CHARACTERS) {
          LOG.log(Level.WARNING, "Only {0} tools of an extension are used", tools.size());
          break;
        }
        tools.add(tool.get());
      }
    }
    return List.copyOf(tools);
  }

  private static Optional<Tool> read(Json item, int size) {
    try {
      Tool tool = ToolJson.readTool(item);
      Optional<String> problem = problem(tool, size);
      problem.ifPresent(why -> LOG.log(Level.WARNING, "A tool was left out: {0}", why));
      return problem.isEmpty() ? Optional.of(tool) : Optional.empty();
    } catch (InvalidShape e) {
      LOG.log(Level.WARNING, "A malformed tool was left out: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<String> problem(Tool tool, int size) {
    String name = tool.name();
    if (name.isBlank()) {
      return Optional.of("its name is empty");
    }
    if (name.length() > LONGEST_NAME) {
      return Optional.of("its name has " + name.length() + " characters");
    }
    if (name.codePoints().anyMatch(ToolForm::isInvisible)) {
      return Optional.of("its name has characters that nobody sees");
    }
    return size > LARGEST_TOOL
        ? Optional.of(name + " is larger than " + LARGEST_TOOL + " characters")
        : Optional.empty();
  }

  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
