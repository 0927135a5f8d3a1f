package dev.gander.application.extension;

import dev.gander.domain.app.AppWindow;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.JsonObject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Finds the apps that extensions offer: their resources with the scheme `ui:`. The extensions are
/// asked side by side, and so are the resources of one, a few at a time. An extension that fails
/// has no apps, and one has a hundred at most.
final class ExtensionApps {
  private static final System.Logger LOG = System.getLogger(ExtensionApps.class.getName());
  private static final int MOST = 100;
  private static final int AT_ONCE = 8;

  private ExtensionApps() {}

  private record Offer(ExtensionKey extension, List<McpApp> apps) {}

  static Map<ExtensionKey, List<McpApp>> of(Roster roster) throws InterruptedException {
    List<Callable<Offer>> questions = new ArrayList<>();
    for (Roster.Running running : roster.running()) {
      if (running.extension().hasResources()) {
        questions.add(() -> new Offer(running.config().key(), apps(running)));
      }
    }
    Map<ExtensionKey, List<McpApp>> found = new LinkedHashMap<>();
    SideBySide.all(questions).forEach(offer -> found.put(offer.extension(), offer.apps()));
    return found;
  }

  private static List<McpApp> apps(Roster.Running running) throws InterruptedException {
    try {
      List<Callable<Optional<McpApp>>> questions =
          running.extension().listResources().stream()
              .filter(resource -> resource.uri().startsWith(McpApp.SCHEME))
              .limit(MOST)
              .<Callable<Optional<McpApp>>>map(resource -> () -> app(running, resource))
              .toList();
      return SideBySide.all(questions, AT_ONCE).stream().flatMap(Optional::stream).toList();
    } catch (ExtensionException e) {
      LOG.log(Level.WARNING, "no apps from {0}: {1}", running.config().key(), e.text());
      return List.of();
    }
  }

  /// Empty if it cannot be read or has no text.
  private static Optional<McpApp> app(Roster.Running running, Resource resource)
      throws InterruptedException {
    try {
      return running.extension().readResource(resource.uri()).stream()
          .filter(ResourceContent.Text.class::isInstance)
          .map(content -> ((ResourceContent.Text) content).text())
          .filter(text -> !text.isEmpty() && text.length() <= McpApp.LONGEST)
          .findFirst()
          .map(text -> app(running.config().key(), resource, text));
    } catch (ExtensionException e) {
      LOG.log(Level.WARNING, "the app {0} is left out: {1}", resource.uri(), e.text());
      return Optional.empty();
    }
  }

  private static McpApp app(ExtensionKey extension, Resource resource, String text) {
    JsonObject window =
        Optional.ofNullable(resource.meta())
            .flatMap(meta -> meta.object("window"))
            .orElse(JsonObject.EMPTY);
    return new McpApp(
        resource.uri(),
        resource.name(),
        resource.description(),
        McpApp.MIME_TYPE,
        text,
        null,
        null,
        List.of(extension.value()),
        AppWindow.complete(window),
        null);
  }
}
