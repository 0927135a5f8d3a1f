package dev.gander.adapters.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// An MCP server written by hand, which misbehaves on demand: the program of a child process in
/// tests. Options: `--log FILE` notes each line that comes in; `--die TEXT`, `--never`, `--refuse`,
/// `--garbage`, `--flood`, `--pages`, `--bare`, `--linger`.
final class MisbehavingServer {
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

  private final List<String> options;
  private final Map<Json, CompletableFuture<JsonObject>> questions = new ConcurrentHashMap<>();
  private final AtomicLong questionIds = new AtomicLong(9000);

  private MisbehavingServer(List<String> options) {
    this.options = options;
  }

  /// The command that starts this program with these options.
  static List<String> command(String... options) {
    String classes =
        Stream.of(MisbehavingServer.class, JsonText.class, Json.class, JsonFactory.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .reduce((a, b) -> a + File.pathSeparator + b)
            .orElseThrow();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", classes, MisbehavingServer.class.getName()));
    command.addAll(List.of(options));
    return command;
  }

  public static void main(String[] options) throws IOException, InterruptedException {
    new MisbehavingServer(List.of(options)).serve();
  }

  private void serve() throws IOException, InterruptedException {
    if (options.contains("--flood")) {
      System.err.println("x".repeat(1_000_000));
    }
    if (option("--die").isPresent()) {
      System.err.println(option("--die").get());
      System.exit(3);
    }
    if (options.contains("--garbage")) {
      System.out.println("Starting up…\n\n{\"no\": \"protocol\"}\n{\"half\n[]\n42\nnull");
    }
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      log(line);
      JsonObject message = (JsonObject) JsonText.parse(line);
      Thread.ofPlatform().daemon().start(() -> take(message));
    }
    log("eof");
    if (options.contains("--linger")) {
      TimeUnit.MINUTES.sleep(1);
    }
    System.exit(0);
  }

  private Optional<String> option(String name) {
    int at = options.indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(options.get(at + 1));
  }

  private void log(String line) throws IOException {
    Optional<String> file = option("--log");
    if (file.isPresent()) {
      Files.writeString(
          Path.of(file.get()), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private void take(JsonObject message) {
    Json id = message.get("id");
    Optional<String> method = message.text("method");
    if (method.isPresent() && id != null) {
      answer(id, method.get(), message.object("params").orElse(JsonObject.EMPTY));
    } else if (id != null) {
      questions.get(id).complete(message);
    }
  }

  private void answer(Json id, String method, JsonObject params) {
    try {
      Optional<JsonObject> result = result(method, params);
      result.ifPresent(given -> send(JsonObject.builder().put("id", id).put("result", given)));
    } catch (Refused e) {
      JsonObject.Builder error =
          JsonObject.builder().put("code", e.code).put("message", e.getMessage());
      error.putIfPresent("data", e.data);
      send(JsonObject.builder().put("id", id).put("error", error.build()));
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<JsonObject> result(String method, JsonObject params)
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
    if (options.contains("--never")) {
      return Optional.empty();
    }
    if (options.contains("--refuse")) {
      throw new Refused(-32000, "initialize refused");
    }
    JsonObject resources = JsonObject.of("resources", JsonObject.EMPTY);
    JsonObject.Builder result =
        JsonObject.builder()
            .put("protocolVersion", "1999-01-01")
            .put("capabilities", options.contains("--bare") ? JsonObject.EMPTY : resources)
            .put("serverInfo", JsonObject.of("name", Json.of("misbehaving")));
    return Optional.of(result.put("instructions", "Work in {{WORKING_DIR}}.").build());
  }

  private JsonObject tools(JsonObject params) {
    int at = Integer.parseInt(params.text("cursor").orElse("0"));
    if (!options.contains("--pages")) {
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

  private static JsonObject text(String text) {
    JsonObject block = JsonObject.builder().put("type", "text").put("text", text).build();
    return JsonObject.of("content", JsonArray.of(block));
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

  private JsonObject ask(String method, JsonObject params) {
    Json id = Json.of(questionIds.getAndIncrement());
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    questions.put(id, answer);
    send(JsonObject.builder().put("id", id).put("method", method).put("params", params));
    JsonObject message = answer.join();
    return message.object("result").or(() -> message.object("error")).orElseThrow();
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

  private void notify(String method, JsonObject.Builder params) {
    send(JsonObject.builder().put("method", method).put("params", params.build()));
  }

  private synchronized void send(JsonObject.Builder message) {
    String line = JsonText.write(message.put("jsonrpc", "2.0").build());
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int code;
    private final transient Json data;

    Refused(int code, String message) {
      this(code, message, null);
    }

    Refused(int code, String message, Json data) {
      super(message);
      this.code = code;
      this.data = data;
    }
  }
}
