package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Apps in a real browser, in the frames that the server gives them: an honest one of the MCP
/// project works, a hostile one reaches neither the key, nor the client, nor anybody else, and our
/// own draw.
class AppsInBrowserIT {
  private static final List<String> SEEN =
      List.of(
          "the honest app shows the time that its tool told",
          "its address does not hold the key",
          "read the parent: refused (SecurityError)",
          "read the address of the parent: refused (SecurityError)",
          "read the address of the top: refused (SecurityError)",
          "read what the parent has loaded: refused (SecurityError)",
          "read the frame around: nothing",
          "call the parent: refused (SecurityError)",
          "read cookies: refused (SecurityError)",
          "set a cookie: refused (SecurityError)",
          "use local storage: refused (SecurityError)",
          "use session storage: refused (SecurityError)",
          "use a database: refused (SecurityError)",
          "use caches: refused (SecurityError)",
          "find a key in its address: nothing",
          "open a popup: nothing",
          "navigate the top: refused (SecurityError)",
          "navigate the parent: refused (SecurityError)",
          "fetch elsewhere: refused (TypeError)",
          "fetch blindly: refused (TypeError)",
          "fetch from the server: refused (TypeError)",
          "fetch what it came from: refused (TypeError)",
          "fetch a declared domain: hello",
          "send a request of the old kind: refused (Error)",
          // Only the list of requests below tells that it was not sent.
          "send a beacon: queued",
          "open a socket: refused (Error)",
          "follow events: refused (Error)",
          "load an image: refused (Error)",
          "load a script: refused (Error)",
          "load a style: refused (Error)",
          "load an object: refused (Error)",
          "start a worker: refused (Error)",
          "evaluate text: refused (EvalError)",
          "rebase its addresses: nothing",
          "pretend to be the frame: nothing",
          "send a form: nothing",
          "put a frame elsewhere inside: nothing",
          "refresh to elsewhere: nothing",
          "it leaves for chrome-error://chromewebdata/",
          "the frame was ready 1 time",
          "by itself it leaves for chrome-error://chromewebdata/",
          "of the older kind, key in its address: false",
          "of the older kind, read the parent: SecurityError",
          "of the older kind, navigate the top: SecurityError",
          "the server as an interface: The server itself is not an interface.",
          "the client is where it was",
          "pages: 1",
          "requests to the declared domain: /allowed",
          "requests to others: ");

  /// What `autovisualiser` draws, on white and on black paper.
  private static final List<String> PICTURES =
      Stream.of(
              "show_chart",
              "render_sankey",
              "render_radar",
              "render_donut",
              "render_treemap",
              "render_chord",
              "render_map",
              "render_mermaid")
          .flatMap(
              tool ->
                  Stream.of(
                      tool + ", light: drawn on rgb(255, 255, 255)",
                      tool + ", dark: drawn on rgb(22, 24, 29)"))
          .toList();

  private static final List<String> NO_DIAGRAM =
      List.of(
          "render_mermaid, light: This cannot be drawn",
          "render_mermaid, dark: This cannot be drawn");

  /// The API's own page, and what a validator says of what it shows.
  private static final List<String> API =
      List.of(
          "problems of the description: ",
          "This is not the key of this server.",
          "complaints about a wrong key: 0",
          "all operations are shown",
          "tried: 200",
          "complaints: ",
          "requests elsewhere: ",
          "addresses with the key: 0",
          "kept by the browser: [{},{},\"\"]");

  @TempDir Path root;

  private List<String> seen(String program) throws Exception {
    ClientProject project = ClientProject.of("bootstrap/src/test/browser");
    project.require("Chromium is needed", "chromium", "--version");
    project.install(
        "package-lock.json",
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")));
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      return project.run("node", program, server.address(), "key", root.toString());
    }
  }

  @Test
  void anHonestAppWorksAndAHostileOneReachesNothing() throws Exception {
    assertEquals(SEEN, seen("apps.mjs"));
  }

  @Test
  void picturesOfEachKindAreDrawnLightAndDark() throws Exception {
    assertEquals(
        Stream.concat(PICTURES.stream(), NO_DIAGRAM.stream()).toList(), seen("pictures.mjs"));
  }

  @Test
  void theDescriptionOfTheApiIsValidAndShown() throws Exception {
    assertEquals(API, seen("docs.mjs"));
  }
}
