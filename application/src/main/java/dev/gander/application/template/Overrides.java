package dev.gander.application.template;

import dev.gander.application.template.value.Misuse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The blocks of a template and of those that it extends, the nearest first.
final class Overrides {
  /// A block, and the name of the template that it stands in.
  record Owned(Node.NamedBlock node, String template) {}

  private final Map<String, List<Owned>> blocks = new HashMap<>();
  private @Nullable String current;
  private int level;

  /// Adds the blocks of the template that is extended.
  void add(ParsedTemplate document) {
    document.blocks().values().forEach(block -> add(new Owned(block, document.name())));
  }

  private void add(Owned block) {
    blocks.computeIfAbsent(block.node().name(), _ -> new ArrayList<>()).add(block);
  }

  /// Renders the nearest block of a name.
  void enter(String name, Consumer<Owned> render) {
    List<Owned> found = blocks.getOrDefault(name, List.of());
    Owned block = found.getFirst();
    if (found.size() == 1 && block.node().isRequired()) {
      throw new Misuse("the block `" + name + "` has to be replaced");
    }
    at(name, 0, () -> render.accept(block));
  }

  /// Renders the block that the current one replaces.
  void enterReplaced(Consumer<Owned> render) {
    if (current == null) {
      throw new Misuse("`super()` belongs into a block");
    }
    List<Owned> found = blocks.getOrDefault(current, List.of());
    if (level + 1 >= found.size()) {
      throw new Misuse("the block `" + current + "` replaces none");
    }
    Owned block = found.get(level + 1);
    at(current, level + 1, () -> render.accept(block));
  }

  private void at(String name, int depth, Runnable render) {
    String before = current;
    int levelBefore = level;
    current = name;
    level = depth;
    render.run();
    current = before;
    level = levelBefore;
  }
}
