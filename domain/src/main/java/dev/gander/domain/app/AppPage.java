package dev.gander.domain.app;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import java.util.Optional;
import java.util.stream.Collectors;

/// An app as one HTML document, the form in which it is passed around: the page with two more
/// scripts in its head, one with metadata (`application/ld+json`) and one with what the app was
/// asked to be (`application/x-goose-prd`). Reading takes time linear in the length.
public final class AppPage {
  private static final String METADATA = "application/ld+json";
  private static final String PRD = "application/x-goose-prd";

  private AppPage() {}

  /// The app in a document; it belongs to `apps`, whatever the document says. Its text does not
  /// contain the two scripts.
  ///
  /// @throws InvalidInput if there is no metadata, or no name in it
  public static McpApp read(String html, JsonReader json) {
    ScriptElement element =
        ScriptElement.first(html, METADATA)
            .orElseThrow(() -> new InvalidInput("No GooseApp JSON-LD metadata found in HTML"));
    JsonObject metadata = metadata(element.content(), json);
    String name =
        metadata
            .text("name")
            .filter(it -> !it.isBlank())
            .orElseThrow(() -> new InvalidInput("Missing 'name' in metadata"));
    String text = element.cutFrom(html);
    Optional<ScriptElement> prd = ScriptElement.first(text, PRD);
    String page = text;
    return McpApp.own(
        name,
        metadata.text("description").orElse(null),
        prd.map(it -> it.cutFrom(page)).orElse(text),
        AppWindow.partly(metadata).orElse(null),
        prd.map(it -> unescaped(it.content())).filter(it -> !it.isEmpty()).orElse(null));
  }

  private static JsonObject metadata(String text, JsonReader json) {
    try {
      return json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (InvalidInput e) {
      throw new InvalidInput("Invalid JSON-LD metadata: " + e.text());
    }
  }

  /// The document of an app.
  public static String write(McpApp app) {
    String text = app.text() == null ? "" : app.text();
    String scripts = script(METADATA, metadata(app)) + prd(app);
    int head = ScriptElement.indexOf(text, "</head", 0);
    if (head >= 0) {
      return text.substring(0, head) + scripts + text.substring(head);
    }
    int html = ScriptElement.indexOf(text, "<html", 0);
    int begin = html < 0 ? -1 : text.indexOf('>', html);
    return begin < 0
        ? "<html>\n<head>\n" + scripts + "</head>\n<body>\n" + text + "\n</body>\n</html>"
        : text.substring(0, begin + 1)
            + "\n<head>\n"
            + scripts
            + "</head>"
            + text.substring(begin + 1);
  }

  private static String prd(McpApp app) {
    return app.prd() == null || app.prd().isEmpty() ? "" : script(PRD, escaped(app.prd()));
  }

  private static String script(String type, String content) {
    return "  <script type=\"" + type + "\">\n" + content + "\n  </script>\n";
  }

  /// No text in it can end the script.
  private static String metadata(McpApp app) {
    JsonObject.Builder metadata =
        JsonObject.builder()
            .put("@context", "urn:goose.ai:schema")
            .put("@type", "GooseApp")
            .put("name", app.name());
    if (app.description() != null) {
      metadata.put("description", app.description());
    }
    if (app.window() != null) {
      metadata.putAll(app.window().toJson());
    }
    if (!app.servers().isEmpty()) {
      metadata.put("mcpServers", JsonArray.ofTexts(app.servers()));
    }
    return lines(metadata.build()).replace("<", "\\u003c");
  }

  private static String lines(JsonObject metadata) {
    return metadata.members().entrySet().stream()
        .map(member -> "  " + Json.of(member.getKey()).compact() + ": " + line(member.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  private static String line(Json value) {
    return value instanceof JsonArray array
        ? array.items().stream()
            .map(item -> "    " + item.compact())
            .collect(Collectors.joining(",\n", "[\n", "\n  ]"))
        : value.compact();
  }

  /// Plain text has no escapes of its own: a backslash keeps an end tag in it from being one.
  private static String escaped(String prd) {
    return prd.replaceAll("(?i)<(\\\\*)(/script)", "<\\\\$1$2");
  }

  private static String unescaped(String prd) {
    return prd.replaceAll("(?i)<\\\\(\\\\*)(/script)", "<$1$2");
  }
}
