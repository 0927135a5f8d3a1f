package dev.gander.application.api.app;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.Workbench;
import dev.gander.application.app.AppShelf;
import dev.gander.domain.app.AppCache;
import dev.gander.domain.app.AppWindow;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.ScriptedExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppUseCasesTest {
  private static final AppWindow SMALL = new AppWindow(320, 240, false);

  private final Workbench bench = new Workbench();
  private final ListApps list = new ListApps(bench.sessions, bench.agents, bench.shelf);
  private final ExportApp export = new ExportApp(bench.shelf);
  private final ImportApp importing = new ImportApp(bench.shelf);

  @AfterEach
  void close() {
    bench.close();
  }

  /// A page as another program writes it.
  private static String page(String name, String body) {
    return "<html><head><script type=\"application/ld+json\">{\"name\":\""
        + name
        + "\"}</script></head><body>"
        + body
        + "</body></html>";
  }

  @Test
  void everybodyHasAClockAndAChat() {
    List<McpApp> apps = list.known();

    assertEquals(List.of("chat", "clock"), names(apps));
    assertEquals(new AppWindow(400, 500, true), apps.getFirst().window());
    assertEquals(new AppWindow(300, 300, false), apps.getLast().window());
    assertNotNull(apps.getLast().prd());
    assertEquals(2, bench.shelf.cache().all().size());
    assertTrue(apps.stream().noneMatch(app -> String.valueOf(app.text()).contains("ld+json")));
  }

  @Test
  void appsOfASessionAreThoseOfItsExtensionsAndKnownAfterwards() throws Exception {
    bench.connector.offer("m", offering());
    SessionId id = bench.session(config("m")).id();
    McpApp panel =
        new McpApp(
            "ui://m/panel",
            "panel",
            "A panel",
            McpApp.MIME_TYPE,
            "<p>panel",
            null,
            null,
            List.of("m"),
            SMALL,
            null);

    List<McpApp> offered = list.of(id);

    assertEquals(List.of("panel", "plain"), names(offered));
    assertEquals(panel, offered.getFirst());
    assertEquals(AppWindow.USUAL, offered.getLast().window());
    assertEquals(List.of("chat", "clock", "panel", "plain"), names(list.known()));
    assertEquals(List.of(), list.of(new SessionId("nope")));
  }

  /// Two apps, and resources that are none.
  private static ScriptedExtension offering() {
    return new ScriptedExtension()
        .resource(
            new Resource(
                "ui://m/panel", "panel", "A panel", JsonObject.of("window", SMALL.toJson())),
            text("ui://m/panel", "<p>panel"))
        .resource(
            new Resource(
                "ui://m/plain",
                "plain",
                null,
                JsonObject.of("window", JsonObject.EMPTY.with("width", SMALL.toJson()))),
            text("ui://m/plain", "<p>plain"))
        .resource(text("ui://m/empty", ""))
        .resource(text("ui://m/huge", "x".repeat(McpApp.LONGEST + 1)))
        .resource(new ResourceContent.Blob("ui://m/blob", null, "aGk=", null))
        .resource(text("file://m/other", "hi"));
  }

  private static ResourceContent text(String uri, String text) {
    return new ResourceContent.Text(uri, "text/html", text, null);
  }

  @Test
  void anExtensionThatFailsHasNoApps() throws Exception {
    ScriptedExtension dead = offering();
    bench
        .connector
        .offer("dead", dead)
        .offer("m", new ScriptedExtension().resource(text("ui://m/x", "<p>")))
        .offer("none", new ScriptedExtension());
    SessionId id = bench.session(config("dead"), config("m"), config("none")).id();
    bench.agents.get(id);
    dead.die();

    assertEquals(List.of("ui://m/x"), names(list.of(id)));
  }

  @Test
  void anExtensionHasAHundredApps() throws Exception {
    ScriptedExtension many = new ScriptedExtension();
    for (int i = 0; i < 150; i++) {
      many.resource(text("ui://m/" + i, "<p>"));
    }
    bench.connector.offer("m", many);

    assertEquals(100, list.of(bench.session(config("m")).id()).size());
  }

  @Test
  void listingDeletesNothing() throws Exception {
    importing.take(page("mine", "hi"));
    bench.connector.offer("m", (_, _) -> offering());
    SessionId id = bench.session(config("m")).id();
    list.of(id);
    bench.connector.offer("m", (_, _) -> new ScriptedExtension().resource(text("ui://m/new", "n")));
    bench.agents.stop(id);

    assertEquals(List.of("ui://m/new"), names(list.of(id)));
    assertEquals(
        List.of("chat", "clock", "mine", "panel", "plain", "ui://m/new"), names(list.known()));
  }

  @Test
  void anImportedAppGetsAFreeName() {
    assertEquals("pond", importing.take(page("pond", "1")));
    assertEquals("pond_1", importing.take(page("pond", "2")));
    assertEquals("pond_2", importing.take(page("pond", "3")));
    assertEquals("clock_1", importing.take(page("clock", "4")));
    assertEquals("../etc", importing.take(page("../etc", "5")));

    assertEquals(
        List.of("../etc", "chat", "clock", "clock_1", "pond", "pond_1", "pond_2"),
        names(list.known()));
    assertTrue(export.export("pond_1").contains("\"name\": \"pond_1\""));
    assertTrue(export.export("pond_1").endsWith("<body>2</body></html>"));
  }

  @Test
  void whatIsNoAppIsNotImported() {
    assertThrows(InvalidInput.class, () -> importing.take("<html></html>"));
    assertThrows(InvalidInput.class, () -> importing.take(page("x".repeat(201), "")));
    assertThrows(
        InvalidInput.class,
        () -> importing.take("<script type=\"application/ld+json\">{</script>"));
    assertEquals(List.of("chat", "clock"), names(list.known()));
  }

  @Test
  void anUnknownAppIsNotExported() {
    NotFound failure = assertThrows(NotFound.class, () -> export.export("none"));

    assertEquals("App 'none' not found", failure.text());
  }

  @Test
  void ofTwoAppsWithOneNameOursIsExported() throws Exception {
    bench.connector.offer("m", offering());
    list.of(bench.session(config("m")).id());
    assertTrue(export.export("panel").contains("<p>panel"));
    bench
        .shelf
        .cache()
        .put(new ExtensionKey("apps"), McpApp.own("panel", null, "ours", null, null));

    assertTrue(export.export("panel").contains("ours"));
  }

  @Test
  void withoutACacheThereAreStillAppsToUse() throws Exception {
    AppShelf broken = new AppShelf(new BrokenCache(), JsonText::parse);
    ListApps listing = new ListApps(bench.sessions, bench.agents, broken);
    bench.connector.offer("m", offering());

    assertEquals(List.of(), listing.known());
    assertEquals(2, listing.of(bench.session(config("m")).id()).size());
    assertThrows(StorageException.class, () -> new ImportApp(broken).take(page("x", "")));
    assertFalse(new AppShelf(new FullCache(), JsonText::parse).all().isEmpty());
  }

  private static List<String> names(List<McpApp> apps) {
    return apps.stream().map(McpApp::name).toList();
  }

  private static final class FullCache extends BrokenCache {
    @Override
    public List<McpApp> all() {
      return List.of();
    }
  }

  private static class BrokenCache implements AppCache {
    @Override
    public List<McpApp> all() {
      throw new StorageException("no cache", null);
    }

    @Override
    public boolean add(ExtensionKey extension, McpApp app) {
      throw new StorageException("no cache", null);
    }

    @Override
    public void put(ExtensionKey extension, McpApp app) {
      throw new StorageException("no cache", null);
    }

    @Override
    public void remove(ExtensionKey extension, String uri) {
      throw new StorageException("no cache", null);
    }
  }
}
