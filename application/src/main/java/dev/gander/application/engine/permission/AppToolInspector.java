package dev.gander.application.engine.permission;

import dev.gander.application.extension.ToolRoute;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.tool.Tool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Blocks calls of tools that their extension keeps for its apps. A model is not told of them, but
/// text that it reads may name one.
final class AppToolInspector implements ToolInspector {
  @Override
  public Optional<Finding> examine(ExaminedCall examined) throws InterruptedException {
    String name = examined.call().name();
    Tool listed = listed(examined, name);
    return listed == null || listed.isVisibleTo("model")
        ? Optional.empty()
        : Optional.of(
            new Finding.Block(
                "Tool '"
                    + name
                    + "' was not run: its extension keeps it for the apps that it shows."));
  }

  /// Null for a tool that no extension has listed: there is nothing that could be kept to.
  private static @Nullable Tool listed(ExaminedCall examined, String name)
      throws InterruptedException {
    try {
      ToolRoute route = examined.dialogue().agent().extensions().route(name);
      return route.listed();
    } catch (ExtensionException _) {
      // The call itself says what is wrong with it.
      return null;
    }
  }
}
