package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.Prompt;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lists the prompts of extensions. All are queried; many do not support prompts.
final class ExtensionPrompts {
  private static final System.Logger LOG = System.getLogger(ExtensionPrompts.class.getName());

  private ExtensionPrompts() {}

  static Map<ExtensionKey, List<Prompt>> of(Roster roster) throws InterruptedException {
    Map<ExtensionKey, List<Prompt>> found = new LinkedHashMap<>();
    for (Roster.Running running : roster.running()) {
      List<Prompt> prompts = prompts(running);
      if (!prompts.isEmpty()) {
        found.put(running.config().key(), prompts);
      }
    }
    return found;
  }

  private static List<Prompt> prompts(Roster.Running running) throws InterruptedException {
    try {
      return running.extension().listPrompts();
    } catch (ExtensionException e) {
      LOG.log(Level.DEBUG, "extension {0} lists no prompts: {1}", running.config().key(), e.text());
      return List.of();
    }
  }
}
