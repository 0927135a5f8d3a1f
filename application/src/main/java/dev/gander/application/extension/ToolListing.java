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
/// its tools contributes those that it listed before, or none. Of several tools with the same name
/// the first is kept.
///
/// @param names in the order in which the extensions list them
/// @param listed what each extension listed
record ToolListing(
    long version, List<String> names, List<Tool> tools, Map<ExtensionKey, List<Tool>> listed) {
  static final ToolListing EMPTY = new ToolListing(-1, List.of(), List.of(), Map.of());

  private static final System.Logger LOG = System.getLogger(ToolListing.class.getName());

  static ToolListing of(Roster roster, ToolListing before) throws InterruptedException {
    Map<ExtensionKey, List<Tool>> listed = listed(roster.running(), before);
    Map<String, Tool> byName = new LinkedHashMap<>();
    listed.values().forEach(tools -> tools.forEach(tool -> keepFirst(byName, tool)));
    roster.frontends().forEach(front -> offered(front).forEach(tool -> keepFirst(byName, tool)));
    List<String> names = List.copyOf(byName.keySet());
    List<Tool> sorted = byName.values().stream().sorted(Comparator.comparing(Tool::name)).toList();
    return new ToolListing(roster.version(), names, sorted, listed);
  }

  Optional<Tool> find(String publicName) {
    return tools.stream().filter(tool -> tool.name().equals(publicName)).findFirst();
  }

  /// The same for a name in another spelling, such as `KEY__TOOL` of a tool without prefix.
  Optional<Tool> find(ToolNames.Parts parts) {
    return tools.stream().filter(tool -> ToolNames.parts(tool).equals(parts)).findFirst();
  }

  private static Map<ExtensionKey, List<Tool>> listed(
      List<Roster.Running> extensions, ToolListing before) throws InterruptedException {
    List<Callable<List<Tool>>> questions = new ArrayList<>();
    extensions.forEach(running -> questions.add(() -> listed(running, before)));
    List<List<Tool>> answers = SideBySide.all(questions);
    Map<ExtensionKey, List<Tool>> listed = new LinkedHashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      listed.put(extensions.get(i).config().key(), answers.get(i));
    }
    return listed;
  }

  private static List<Tool> listed(Roster.Running running, ToolListing before)
      throws InterruptedException {
    ExtensionKey key = running.config().key();
    boolean unprefixed = running.extension().isUnprefixed();
    try {
      return running.extension().tools().stream()
          .filter(tool -> running.config().allows(tool.name()))
          .map(tool -> ToolNames.published(key, unprefixed, tool))
          .toList();
    } catch (ExtensionException e) {
      LOG.log(System.Logger.Level.WARNING, "No new tools from extension " + key + ": " + e.text());
      return before.listed().getOrDefault(key, List.of());
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
