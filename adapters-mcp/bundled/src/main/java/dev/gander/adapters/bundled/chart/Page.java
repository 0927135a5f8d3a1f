package dev.gander.adapters.bundled.chart;

import dev.gander.adapters.bundled.server.Declarations;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of a picture: one file with everything inside, since it runs where nothing can be
/// fetched. It gets its data from the program that shows it.
final class Page {
  private static final Pattern PLACE = Pattern.compile("/\\* ([a-z]+) \\*/");

  /// Ends a script early.
  private static final Pattern END_TAG = Pattern.compile("</(script)", Pattern.CASE_INSENSITIVE);

  private Page() {}

  static String of(Visual visual) {
    boolean styled = visual == Visual.MAP;
    Map<String, String> parts =
        Map.of(
            "libstyle", styled ? text("lib/leaflet.css") : "",
            "style", text("page/page.css"),
            "library", script("lib/" + visual.library()),
            "bridge", script("page/bridge.js"),
            "data", visual == Visual.MAP ? "const world = " + text("page/world.json") + ";" : "",
            "drawing", script("page/" + visual.word() + ".js"));
    return PLACE
        .matcher(text("page/page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  private static String script(String name) {
    return END_TAG.matcher(text(name)).replaceAll("<\\\\/$1");
  }

  private static String text(String name) {
    return new String(Declarations.bytes(Page.class, name), StandardCharsets.UTF_8);
  }
}
