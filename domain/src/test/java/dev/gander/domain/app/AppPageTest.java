package dev.gander.domain.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppPageTest {
  private static final AppWindow SMALL = new AppWindow(300, 200, false);

  @Test
  void anAppIsAPageWithMetadataInItsHead() {
    McpApp app = McpApp.own("pond", "A pond", "<html><head></head>Quack</html>", SMALL, "Ducks");

    assertEquals(
        """
        <html><head>  <script type="application/ld+json">
        {
          "@context": "urn:goose.ai:schema",
          "@type": "GooseApp",
          "name": "pond",
          "description": "A pond",
          "width": 300,
          "height": 200,
          "resizable": false,
          "mcpServers": [
            "apps"
          ]
        }
          </script>
          <script type="application/x-goose-prd">
        Ducks
          </script>
        </head>Quack</html>""",
        AppPage.write(app));
  }

  @Test
  void aPageWithoutAHeadGetsOne() {
    String script = AppPage.write(McpApp.own("x", null, "<head></head>", null, null));
    String metadata = script.substring("<head>".length(), script.length() - "</head>".length());

    assertEquals(
        "<!DOCTYPE html><HTML lang=en>\n<head>\n" + metadata + "</head><body>hi",
        written("<!DOCTYPE html><HTML lang=en><body>hi"));
    assertEquals(
        "<html>\n<head>\n" + metadata + "</head>\n<body>\n<p>hi\n</body>\n</html>",
        written("<p>hi"));
    assertEquals("<HEAD>" + metadata + "</HEAD>", written("<HEAD></HEAD>"));
  }

  private static String written(String text) {
    return AppPage.write(McpApp.own("x", null, text, null, null));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    McpApp app =
        McpApp.own(
            "</script><b>",
            "\"quoted\" <!--",
            "<html>\n<head>\n</head>\n",
            SMALL,
            "a </script> <\\/SCRIPT b");

    // The name and the description as JSON, since this ring cannot parse.
    JsonObject metadata =
        JsonObject.builder()
            .put("name", app.name())
            .put("description", "\"quoted\" <!--")
            .putAll(SMALL.toJson())
            .put("mcpServers", JsonArray.ofTexts(List.of("others")))
            .build();
    String page = AppPage.write(app);

    assertEquals(app, AppPage.read(page, _ -> metadata));
    assertEquals(2, page.split("</script>", -1).length - 1, page);
  }

  @Test
  void scriptsAreFoundInAnySpelling() {
    String page =
        "<head><script>let a = 1 < 2;</script>"
            + "<SCRIPT id='m'\n TYPE = 'application/ld+json' defer> {} </Script ></head>";

    McpApp app = AppPage.read(page, text -> metadata(text, "{}"));

    assertEquals("<head><script>let a = 1 < 2;</script></head>", app.text());
    assertEquals(null, app.window());
    assertEquals(null, app.prd());
  }

  private static Json metadata(String text, String expected) {
    assertEquals(expected, text);
    return JsonObject.of("name", Json.of("x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html></html>",
        "<script>{}</script>",
        "<script type=\"application/ld+jsonx\">{}</script>",
        "<script type=\"application/ld+json\">{}",
        "<script type=\"application/ld+json\"",
        "<scripted type=\"application/ld\">",
      })
  void aPageNeedsMetadata(String page) {
    assertEquals("No GooseApp JSON-LD metadata found in HTML", refusal(page, JsonObject.EMPTY));
  }

  @Test
  void metadataNeedsAName() {
    String page = "<script type=\"application/ld+json\">x</script>";

    assertEquals("Missing 'name' in metadata", refusal(page, JsonArray.EMPTY));
    assertEquals("Missing 'name' in metadata", refusal(page, JsonObject.of("name", Json.of(" "))));
    assertEquals("Missing 'name' in metadata", refusal(page, JsonObject.of("name", Json.of(1))));
    assertEquals(
        "Invalid JSON-LD metadata: no JSON",
        assertThrows(
                InvalidInput.class,
                () ->
                    AppPage.read(
                        page,
                        _ -> {
                          throw new InvalidInput("no JSON");
                        }))
            .text());
  }

  private static String refusal(String page, Json metadata) {
    return assertThrows(InvalidInput.class, () -> AppPage.read(page, _ -> metadata)).text();
  }

  @Test
  void aWindowIsDescribedCompletelyOrFilledUp() {
    JsonObject part = JsonObject.of("width", Json.of(100)).with("height", Json.of("tall"));

    assertEquals(new AppWindow(100, 600, true), AppWindow.partly(part).orElseThrow());
    assertEquals(AppWindow.USUAL, AppWindow.complete(part));
    assertEquals(SMALL, AppWindow.complete(SMALL.toJson()));
    assertEquals(AppWindow.USUAL, AppWindow.complete(SMALL.toJson().with("height", Json.of(-1))));
    assertEquals(true, AppWindow.partly(JsonObject.EMPTY).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script ",
        "<script>",
        "<script type=",
        "</head",
        "<script type ",
        "  <script x>"
      })
  void aHostilePageOfTwoMegabytesTakesNoTime(String piece) {
    String page = piece.repeat((2 << 20) / piece.length());

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThrows(InvalidInput.class, () -> AppPage.read(page, _ -> JsonObject.EMPTY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "..", ".x", "a/b", "a\\b", "c:d", "a\0b", "a\nb", " a", "a "})
  void aNameIsNoPath(String name) {
    assertThrows(InvalidInput.class, () -> new AppName(name));
    assertEquals(true, AppName.parse(name).isEmpty());
  }

  @Test
  void aNameFitsAFile() {
    assertEquals("Größe 2.0 🦆!", new AppName("Größe 2.0 🦆!").text());
    assertEquals(true, AppName.parse("ä".repeat(100)).isPresent());
    assertEquals(true, AppName.parse("ä".repeat(101)).isEmpty());
  }

  @Test
  void anAppIsOneFlatObject() {
    McpApp app = McpApp.own("pond", null, "x", SMALL, null);
    JsonObject json = McpAppJson.write(app);

    assertEquals(
        "{\"uri\":\"ui://apps/pond\",\"name\":\"pond\",\"mimeType\":\"text/html;profile=mcp-app\","
            + "\"text\":\"x\",\"mcpServers\":[\"apps\"],\"width\":300,\"height\":200,"
            + "\"resizable\":false}",
        json.compact());
    assertEquals(app, McpAppJson.read(json));
  }
}
