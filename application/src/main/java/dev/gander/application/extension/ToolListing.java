package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ToolNames;
import dev.gander.domain.tool.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The tools of a roster under their public names, sorted by name. An extension that fails to list
/// its tools contributes none. Of several tools with the same name the first is kept.
///
/// @param names in the order in which the extensions list them
record ToolListing(long version, List<String> names, List<Tool> tools) {
  private static final System.Logger LOG = System.getLogger(ToolListing.class.getName());

  static ToolListing of(Roster roster) throws InterruptedException {
    List<Callable<List<Tool>>> questions = new ArrayList<>();
    for (Roster.Running running : roster.running()) {
      questions.add(() -> listed(running));
    }
    Map<String, Tool> byName = new LinkedHashMap<>();
    SideBySide.all(questions).forEach(tools -> tools.forEach(tool -> keepFirst(byName, tool)));
    roster.frontends().forEach(front -> offered(front).forEach(tool -> keepFirst(byName, tool)));
    List<String> names = List.copyOf(byName.keySet());
    List<Tool> sorted = byName.values().stream().sorted(Comparator.comparing(Tool::name)).toList();
    return new ToolListing(roster.version(), names, sorted);
  }

  Optional<Tool> find(String publicName) {
    return tools.stream().filter(tool -> tool.name().equals(publicName)).findFirst();
  }

  /// The same for a name in another spelling, such as `KEY__TOOL` of a tool without prefix.
  Optional<Tool> find(ToolNames.Parts parts) {
    return tools.stream().filter(tool -> ToolNames.parts(tool).equals(parts)).findFirst();
  }

  private static List<Tool> listed(Roster.Running running) throws InterruptedException {
    ExtensionKey key = running.config().key();
    boolean unprefixed = running.extension().isUnprefixed();
    try {
      return running.extension().tools().stream()
          .filter(tool -> running.config().allows(tool.name()))
          .map(tool -> ToolNames.published(key, unprefixed, tool))
          .toList();
    } catch (ExtensionException e) {
      LOG.log(System.Logger.Level.WARNING, "No tools from extension " + key + ": " + e.text());
      return List.of();
    }
  }

  private static List<Tool> offered(ExtensionConfig.Frontend frontend) {
    return frontend.tools().stream()
        .filter(tool -> frontend.allows(tool.name()))
        .map(tool -> ToolNames.published(frontend.key(), true, tool))
        .toList();
  }

  private static void keepFirst(Map<String, Tool> byName, Tool tool) {
    if (byName.putIfAbsent(tool.name(), tool) != null) {
      LOG.log(System.Logger.Level.WARNING, "Two tools are called " + tool.name());
    }
  }
}
