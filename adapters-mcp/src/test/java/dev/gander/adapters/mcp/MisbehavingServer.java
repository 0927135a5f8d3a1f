package dev.gander.adapters.mcp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// An MCP server written by hand, which misbehaves on demand: the program of a child process in
/// tests. Options: those of [StdioServer], and `--die TEXT`, `--never`, `--refuse`, `--garbage`,
/// `--flood`, `--pages`, `--bare`, `--linger`.
final class MisbehavingServer extends StdioServer {
  private static final List<String> TOOLS =
      List.of(
          "echo",
          "fail",
          "error",
          "slow",
          "progress",
          "elicit",
          "crash",
          "big",
          "noise",
          "env",
          "where",
          "sample",
          "roots",
          "grandchild",
          "change",
          "arguments",
          "odd",
          "orphan");

  private final AtomicInteger refusals = new AtomicInteger();

  private MisbehavingServer(List<String> options) {
    super(options);
  }

  static List<String> command(String... options) {
    return command(MisbehavingServer.class, options);
  }

  public static void main(String[] options) throws IOException, InterruptedException {
    new MisbehavingServer(List.of(options)).serve();
  }

  @Override
  void begin() {
    if (options().contains("--flood")) {
      System.err.println("x".repeat(1_000_000));
    }
    if (option("--die").isPresent()) {
      System.err.println(option("--die").get());
      System.exit(3);
    }
    if (options().contains("--garbage")) {
      System.out.println("Starting up…\n\n{\"no\": \"protocol\"}\n{\"half\n[]\n42\nnull");
    }
  }

  @Override
  void end() throws InterruptedException {
    if (options().contains("--linger")) {
      TimeUnit.MINUTES.sleep(1);
    }
  }

  @Override
  Optional<JsonObject> result(String method, JsonObject params)
      throws InterruptedException, IOException {
    return switch (method) {
      case "initialize" -> initialize();
      case "tools/list" -> Optional.of(tools(params));
      case "tools/call" -> Optional.of(call(params));
      case "resources/list" -> Optional.of(JsonObject.of("resources", JsonArray.of(resource())));
      case "resources/read" -> Optional.of(read(params.text("uri").orElseThrow()));
      case "prompts/list" -> Optional.of(JsonObject.of("prompts", named(List.of("greet"))));
      case "prompts/get" -> Optional.of(greeting(params));
      case String _ -> throw new Refused(-32601, "Method not found");
    };
  }

  private static JsonObject greeting(JsonObject params) {
    if (!params.text("name").equals(Optional.of("greet"))) {
      throw new Refused(-32602, "no such prompt");
    }
    String who = params.object("arguments").flatMap(given -> given.text("name")).orElseThrow();
    JsonObject text = JsonObject.builder().put("type", "text").put("text", "Hello " + who).build();
    return JsonObject.of(
        "messages",
        JsonArray.of(JsonObject.builder().put("role", "user").put("content", text).build()));
  }

  private Optional<JsonObject> initialize() {
    if (options().contains("--never")) {
      return Optional.empty();
    }
    if (options().contains("--refuse")) {
      throw new Refused(-32000, "initialize refused");
    }
    JsonObject resources = JsonObject.of("resources", JsonObject.EMPTY);
    JsonObject.Builder result =
        JsonObject.builder()
            .put("protocolVersion", "1999-01-01")
            .put("capabilities", options().contains("--bare") ? JsonObject.EMPTY : resources)
            .put("serverInfo", JsonObject.of("name", Json.of("misbehaving")));
    return Optional.of(result.put("instructions", "Work in {{WORKING_DIR}}.").build());
  }

  private JsonObject tools(JsonObject params) {
    int at = Integer.parseInt(params.text("cursor").orElse("0"));
    if (!options().contains("--pages")) {
      return JsonObject.of("tools", named(TOOLS));
    }
    if (at >= 10) {
      throw new Refused(-32000, "no third page");
    }
    return JsonObject.builder()
        .put("tools", named(TOOLS.subList(at, at + 5)))
        .put("nextCursor", String.valueOf(at + 5))
        .build();
  }

  private static JsonArray named(List<String> names) {
    JsonObject schema = JsonObject.of("type", Json.of("object"));
    return new JsonArray(
        names.stream()
            .<Json>map(
                name ->
                    name.equals("odd")
                        ? JsonObject.of("name", Json.of(name))
                        : JsonObject.builder().put("name", name).put("inputSchema", schema).build())
            .toList());
  }

  private static JsonObject resource() {
    return JsonObject.builder().put("uri", "mock://text").put("name", "text").build();
  }

  private static JsonObject read(String uri) {
    if (!uri.equals("mock://text")) {
      throw new Refused(-32002, "Resource not found: " + uri);
    }
    JsonObject content =
        JsonObject.builder()
            .put("uri", uri)
            .put("mimeType", "text/plain")
            .put("text", "some text")
            .build();
    return JsonObject.of("contents", JsonArray.of(content));
  }

  private JsonObject call(JsonObject params) throws InterruptedException, IOException {
    JsonObject arguments = params.object("arguments").orElse(JsonObject.EMPTY);
    return switch (params.text("name").orElseThrow()) {
      case "echo" -> text(arguments.text("message").orElse(""));
      case "fail" -> text("it failed").with("isError", Json.of(true));
      case "error" -> throw new Refused(-32000, "it broke", arguments.get("data"));
      case "pages" -> pages(arguments);
      case "slow" -> slow(params);
      case "progress" -> progress(params);
      case "elicit" -> text(JsonText.write(ask("elicitation/create", question())));
      case "sample" -> text(JsonText.write(ask("sampling/createMessage", arguments)));
      case "roots" -> text(JsonText.write(ask("roots/list", JsonObject.EMPTY)));
      case "crash" -> throw crash();
      case "big" -> text("ü".repeat(count(arguments)));
      case "noise" -> noise();
      case "env" -> text(System.getenv().getOrDefault(arguments.text("name").orElse(""), "-"));
      case "where" -> text(Path.of("").toAbsolutePath().toString());
      case "grandchild" -> text(String.valueOf(sleeper().pid()));
      case "orphan" -> text(orphan());
      case "change" -> change();
      case "arguments" -> text(String.valueOf(params.get("arguments")));
      case "odd" -> JsonObject.of("_meta", JsonObject.EMPTY);
      case String unknown -> throw new Refused(-32602, "Unknown tool: " + unknown);
    };
  }

  /// Wants pages visited first, `count` times in a row.
  private JsonObject pages(JsonObject arguments) {
    if (refusals.getAndIncrement() < count(arguments)) {
      throw new Refused(-32042, "Visit first", arguments.get("data"));
    }
    refusals.set(0);
    return text("visited");
  }

  private static int count(JsonObject arguments) {
    return ((JsonNumber) arguments.members().get("count")).value().intValueExact();
  }

  private JsonObject slow(JsonObject params) throws InterruptedException {
    step(params, 1);
    TimeUnit.MINUTES.sleep(1);
    return text("done");
  }

  private JsonObject progress(JsonObject params) {
    step(params, 1);
    JsonObject data = JsonObject.of("any", JsonArray.of(Json.of("json"), Json.of(1)));
    notify("notifications/message", JsonObject.builder().put("level", "info").put("data", data));
    step(params, 2);
    return text("progressed");
  }

  private void step(JsonObject params, long step) {
    Json token = params.object("_meta").orElseThrow().members().get("progressToken");
    notify(
        "notifications/progress",
        JsonObject.builder().put("progressToken", token).put("progress", step));
  }

  private static JsonObject question() {
    JsonObject schema = JsonObject.of("type", Json.of("object"));
    return JsonObject.builder().put("message", "Your name?").put("requestedSchema", schema).build();
  }

  private static Refused crash() {
    System.exit(0);
    return new Refused(0, "gone");
  }

  private JsonObject noise() {
    synchronized (this) {
      System.out.println("this is no JSON\n{\"jsonrpc\":\"2.0\",\"half\n\n[]\n{\"id\":77}");
    }
    notify("notifications/nobody/knows", JsonObject.builder());
    return text("after noise");
  }

  private static Process sleeper() throws IOException {
    return new ProcessBuilder("sleep", "60").inheritIO().start();
  }

  /// A process whose parent has ended, and which holds our output open.
  private static String orphan() throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "sleep 60 & echo $!")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return shell.inputReader().readLine();
  }

  private JsonObject change() {
    notify("notifications/tools/list_changed", JsonObject.builder());
    return text("changed");
  }
}
