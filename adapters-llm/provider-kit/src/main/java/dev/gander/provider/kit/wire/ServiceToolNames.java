package dev.gander.provider.kit.wire;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of tools in the form that services accept: letters, digits, `_` and `-`.
public final class ServiceToolNames {
  /// Replaces the name in a call that could not be read.
  public static final String UNPARSEABLE = "unparseable_tool_call";

  private static final int LONGEST = 64;

  private ServiceToolNames() {}

  /// A name with an underscore for each character that services reject.
  public static String clean(String name) {
    return name.replaceAll("[^a-zA-Z0-9_-]", "_");
  }

  /// The name of a call that is sent back to a service with strict rules for names. Another service
  /// may have accepted any name that its model made up; if it is rejected here, every later request
  /// fails too.
  public static String replayed(String name) {
    String clean = clean(name);
    return clean.isEmpty() ? UNPARSEABLE : clean.substring(0, Math.min(LONGEST, clean.length()));
  }

  /// The call, or an error if the model made up a name that no tool can have.
  public static Outcome<ToolCall> checked(ToolCall call) {
    String name = call.name();
    return !name.isEmpty() && clean(name).equals(name)
        ? Outcome.success(call)
        : Outcome.failure(
            "-32600: The model called a tool by a name that no tool can have: '"
                + name
                + "'. Names consist of letters, digits, _ and -.");
  }

  /// The tools without those that repeat an earlier one's name.
  public static Collection<Tool> firstOfEach(List<Tool> tools) {
    Map<String, Tool> byName = new LinkedHashMap<>();
    tools.forEach(tool -> byName.putIfAbsent(tool.name(), tool));
    return byName.values();
  }

  /// @throws ProviderException if two tools have the same name
  public static void requireDistinct(List<Tool> tools) {
    Set<String> names = new HashSet<>();
    for (Tool tool : tools) {
      if (!names.add(tool.name())) {
        throw new ProviderException.ExecutionError("Duplicate tool name: " + tool.name(), null);
      }
    }
  }
}
