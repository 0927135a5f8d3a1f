package dev.gander.testkit.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.app.AppCache;
import dev.gander.domain.app.AppWindow;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [AppCache]. The cache is empty.
public interface AppCacheContract {
  ExtensionKey APPS = new ExtensionKey("apps");
  ExtensionKey OTHER = new ExtensionKey("other");

  AppCache cache();

  /// An empty cache with room for a thousand characters.
  AppCache small();

  private static McpApp app(String name, String text) {
    return McpApp.own(name, null, text, null, null);
  }

  @Test
  default void appsAreListedByName() {
    McpApp full =
        new McpApp(
            "ui://x/\"y\"",
            "b",
            "Größe 🦆",
            "text/html",
            null,
            "aGk=",
            JsonObject.of("ui", Json.of(1)),
            List.of("other"),
            new AppWindow(1, 2, false),
            "prd\n");
    assertEquals(List.of(), cache().all());

    cache().put(APPS, app("c", "C"));
    cache().put(OTHER, full);
    cache().put(APPS, app("a", "A"));

    assertEquals(List.of(app("a", "A"), full, app("c", "C")), cache().all());
  }

  @Test
  default void anAppHasItsPlaceByExtensionAndUri() {
    cache().put(APPS, app("a", "old"));
    cache().put(OTHER, app("a", "other"));

    cache().put(APPS, app("a", "new"));
    assertEquals(2, cache().all().size());
    assertTrue(cache().all().contains(app("a", "new")));

    cache().remove(OTHER, "ui://apps/a");
    cache().remove(OTHER, "ui://apps/never");
    assertEquals(List.of(app("a", "new")), cache().all());
  }

  @Test
  default void whatIsAddedReplacesNothing() {
    assertTrue(cache().add(APPS, app("a", "first")));
    assertFalse(cache().add(APPS, app("a", "second")));

    assertEquals(List.of(app("a", "first")), cache().all());
  }

  @Test
  default void aFullCacheTakesChangesOnly() {
    AppCache small = small();
    McpApp large = app("large", "x".repeat(1_000));
    small.put(APPS, app("a", "x"));

    assertThrows(StorageException.class, () -> small.add(APPS, large));
    assertThrows(StorageException.class, () -> small.put(APPS, large));
    small.put(APPS, app("a", "y"));

    assertEquals(List.of(app("a", "y")), small.all());
  }
}
