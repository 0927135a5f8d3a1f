package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolJson;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// MCP servers that people use, as extensions of one session of the image: each does a real task.
/// All of them start side by side.
class RealServersIT {
  private static final String PAGE =
      "<html><head><title>A page</title></head><body><h1>Hello</h1><p>from <b>here</b></p>"
          + "<button onclick=\"document.title='Pressed'\">Press</button></body></html>";

  @TempDir static Path root;

  private static final List<Json> EXTENSIONS = new ArrayList<>();
  private static final Map<String, String> MISSING = new HashMap<>();
  private static HttpServer pages;
  private static ImageServer server;
  private static String session;

  @BeforeAll
  static void start() throws Exception {
    ClientProject npm = ClientProject.of("contract/servers/npm-servers");
    npm.require("Node is needed", "node", "--version");
    npm.install(
        "package-lock.json",
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")));
    ClientProject pypi = ClientProject.of("contract/servers/pypi-servers");
    pypi.installPython();

    Path modules = npm.folder().resolve("node_modules");
    Path reference = modules.resolve("@modelcontextprotocol");
    add("everything", "node", reference.resolve("server-everything/dist/index.js"));
    add("files", "node", reference.resolve("server-filesystem/dist/index.js"), root);
    add("memory", "node", reference.resolve("server-memory/dist/index.js"));
    add("git", pypi.folder().resolve("venv/bin/mcp-server-git"), "--repository", work());
    add("fetch", pypi.folder().resolve("venv/bin/mcp-server-fetch"), "--allow-private-ips");
    addBrowser(modules.resolve("@playwright/mcp/cli.js"));

    makeRepository();
    pages = pages();
    String path = System.getenv("PATH");
    server = ImageServer.start(root, Map.of("PATH", path));
    session = newSession();
  }

  private static void add(String name, Object... command) {
    JsonObject.Builder config =
        JsonObject.builder().put("type", "stdio").put("name", name).put("timeout", 240);
    List<Json> words = Stream.of(command).<Json>map(word -> Json.of(word.toString())).toList();
    EXTENSIONS.add(
        config
            .put("cmd", words.getFirst())
            .put("args", new JsonArray(words.subList(1, words.size())))
            .put("envs", JsonObject.of("MEMORY_FILE_PATH", Json.of(root + "/memory.jsonl")))
            .build());
  }

  private static void addBrowser(Path script) {
    Path chromium = Path.of("/usr/bin/chromium");
    if (Files.isExecutable(chromium)) {
      add(
          "browser",
          "node",
          script,
          "--headless",
          "--no-sandbox",
          "--isolated",
          "--timeout-action",
          60_000,
          "--executable-path",
          chromium);
    } else {
      MISSING.put("browser", "Debian's chromium is needed");
    }
  }

  private static Path work() {
    return root.resolve("work");
  }

  private static void makeRepository() throws IOException, InterruptedException {
    Files.createDirectories(work());
    Files.writeString(work().resolve("in.txt"), "inside\n");
    Files.writeString(root.resolve("out.txt"), "outside\n");
    for (String[] command :
        List.of(
            new String[] {"git", "init", "--quiet", "--initial-branch=main"},
            new String[] {"git", "config", "user.name", "A"},
            new String[] {"git", "config", "user.email", "a@example.com"})) {
      new ClientProject(work()).run(command);
    }
  }

  private static HttpServer pages() throws IOException {
    HttpServer pages =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext(
        "/page",
        exchange -> {
          byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    pages.start();
    return pages;
  }

  private static String newSession() throws IOException, InterruptedException {
    JsonObject request =
        JsonObject.builder()
            .put("working_dir", work().toString())
            .put("extension_overrides", new JsonArray(EXTENSIONS))
            .build();
    String id = JsonFields.of(server.post("/agent/start", JsonText.write(request))).text("id");
    server.resume(id);
    return id;
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (pages != null) {
      pages.stop(0);
    }
  }

  @Test
  void everythingAddsAndTellsStructure() throws Exception {
    assertTrue(text("everything", "get-sum", "{'a': 2, 'b': 40}").contains("42"));
    assertEquals(
        json("{'temperature': 36, 'conditions': 'Light rain / drizzle', 'humidity': 82}"),
        call("everything", "get-structured-content", "{'location': 'Chicago'}")
            .structuredContent());
  }

  @Test
  void filesReadsInTheFolderOfTheSessionOnly() throws Exception {
    String roots = "Allowed directories:\n" + work().toRealPath();
    Eventually.holds(() -> text("files", "list_allowed_directories", "{}").equals(roots));

    String read = "{'path': '%s'}";
    assertEquals("inside\n", text("files", "read_text_file", read.formatted(work() + "/in.txt")));
    assertTrue(
        text("files", "read_text_file", read.formatted(root + "/out.txt"))
            .startsWith("Access denied"));
  }

  @Test
  void memoryKeepsWhatItIsTold() throws Exception {
    text(
        "memory",
        "create_entities",
        "{'entities': [{'name': 'Ada', 'entityType': 'person', 'observations': ['writes notes']}]}");
    assertTrue(text("memory", "search_nodes", "{'query': 'notes'}").contains("Ada"));
    assertTrue(Files.readString(root.resolve("memory.jsonl")).contains("writes notes"));
  }

  @Test
  void gitCommits() throws Exception {
    String repository = "'repo_path': '%s'".formatted(work());
    text("git", "git_add", "{%s, 'files': ['in.txt']}".formatted(repository));
    text("git", "git_commit", "{%s, 'message': 'First'}".formatted(repository));
    assertTrue(text("git", "git_log", "{%s}".formatted(repository)).contains("First"));
    assertEquals(List.of("First"), new ClientProject(work()).run("git", "log", "--format=%s"));
  }

  @Test
  void fetchReadsAPage() throws Exception {
    // To make Markdown of it, the server would first install packages.
    String page = text("fetch", "fetch", "{'url': '%s', 'raw': true}".formatted(page()));
    assertTrue(page.contains("from <b>here</b>"), page);
  }

  @Test
  void theBrowserPressesAButton() throws Exception {
    require("browser");
    String seen = text("browser", "browser_navigate", "{'url': '%s'}".formatted(page()));
    assertTrue(seen.contains("A page"), seen);
    String title =
        text(
            "browser",
            "browser_evaluate",
            "{'function': '() => { document.querySelector(`button`).click(); return document.title; }'}");
    assertTrue(title.contains("Pressed"), title);
  }

  private static void require(String extension) {
    if (MISSING.containsKey(extension)) {
      if (System.getenv("CI") != null) {
        throw new AssertionError(MISSING.get(extension));
      }
      abort(MISSING.get(extension));
    }
  }

  private static String page() {
    return "http://127.0.0.1:" + pages.getAddress().getPort() + "/page";
  }

  private static String text(String extension, String tool, String arguments)
      throws IOException, InterruptedException {
    return call(extension, tool, arguments).joinedText();
  }

  private static ToolResult call(String extension, String tool, String arguments)
      throws IOException, InterruptedException {
    JsonObject request =
        JsonObject.builder()
            .put("session_id", session)
            .put("name", extension + "__" + tool)
            .put("arguments", json(arguments))
            .build();
    return ToolJson.readResult(server.post("/agent/call_tool", JsonText.write(request)));
  }

  private static Json json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }
}
