package dev.gander.adapters.mcp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An MCP server that no client should survive: the program of a child process in tests. Options:
/// those of [StdioServer], and `--tools N`, `--description LENGTH`, `--odd-names`, `--cursor same`
/// or `new` for a list without an end, `--chatter` for error output without an end.
final class HostileServer extends StdioServer {
  private final List<Map.Entry<Json, String>> held = new ArrayList<>();

  private HostileServer(List<String> options) {
    super(options);
  }

  static List<String> command(String... options) {
    return command(HostileServer.class, options);
  }

  public static void main(String[] options) throws IOException, InterruptedException {
    new HostileServer(List.of(options)).serve();
  }

  @Override
  void begin() {
    if (options().contains("--chatter")) {
      byte[] line = ("x".repeat(8_000) + "\n").getBytes(StandardCharsets.US_ASCII);
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                while (true) {
                  System.err.write(line, 0, line.length);
                }
              });
    }
  }

  /// Reads nothing while it sends.
  @Override
  void heard(JsonObject message) {
    for (int i = 0; calls(message, "deaf") && i < 100_000; i++) {
      send(JsonObject.builder().put("id", i).put("method", "ping"));
    }
  }

  private static boolean calls(JsonObject message, String tool) {
    return message
        .object("params")
        .flatMap(params -> params.text("name"))
        .filter(tool::equals)
        .isPresent();
  }

  @Override
  void answer(Json id, String method, JsonObject params) {
    if (method.equals("tools/call") && params.text("name").equals(Optional.of("reversed"))) {
      String message = params.object("arguments").flatMap(all -> all.text("message")).orElseThrow();
      hold(id, message);
    } else if (method.equals("tools/call") && params.text("name").equals(Optional.of("result"))) {
      Json result = params.object("arguments").orElseThrow().members().get("result");
      send(JsonObject.builder().put("id", id).put("result", result));
    } else {
      super.answer(id, method, params);
    }
  }

  /// Answers when three calls are waiting: the last one first, each of them twice.
  private synchronized void hold(Json id, String message) {
    held.addFirst(Map.entry(id, message));
    if (held.size() == 3) {
      for (Map.Entry<Json, String> each : held) {
        send(JsonObject.builder().put("id", each.getKey()).put("result", text(each.getValue())));
        send(JsonObject.builder().put("id", each.getKey()).put("result", text("again")));
      }
      send(JsonObject.builder().put("id", 777).put("result", text("of nobody")));
      send(JsonObject.builder().put("id", "7").put("error", JsonNull.NULL));
      held.clear();
    }
  }

  @Override
  Optional<JsonObject> result(String method, JsonObject params)
      throws InterruptedException, IOException {
    return switch (method) {
      case "initialize" -> Optional.of(initialize());
      case "tools/list" -> Optional.of(tools(params));
      case "tools/call" ->
          call(params.text("name").orElseThrow(), params, params.object("arguments").orElseThrow());
      case "prompts/list" -> {
        ask("elicitation/create", JsonObject.of("message", Json.of("By the way")));
        yield Optional.of(JsonObject.of("prompts", JsonArray.EMPTY));
      }
      case "resources/list" -> Optional.of(page(params, "resources", Stream.of(resource(params))));
      default -> throw new Refused(-32601, "Method not found");
    };
  }

  private static JsonObject initialize() {
    return JsonObject.builder()
        .put("protocolVersion", "2025-11-25")
        .put("capabilities", JsonObject.of("resources", JsonObject.EMPTY))
        .put("serverInfo", JsonObject.of("name", Json.of("hostile")))
        .build();
  }

  private JsonObject tools(JsonObject params) {
    if (options().contains("--odd-names")) {
      Stream<String> names =
          Stream.of(
              "",
              " ",
              "n".repeat(10_000),
              "a\nb",
              "zero\u200bwidth",
              "tag\udb40\udc41",
              "größe",
              "good",
              "good");
      return JsonObject.of("tools", new JsonArray(names.map(HostileServer::tool).toList()));
    }
    int count = Integer.parseInt(option("--tools").orElse("1"));
    String text = "x".repeat(Integer.parseInt(option("--description").orElse("0")));
    return page(
        params,
        "tools",
        IntStream.range(0, count)
            .mapToObj(i -> ((JsonObject) tool("t" + i)).with("description", Json.of(text))));
  }

  private static Json tool(String name) {
    JsonObject schema = JsonObject.of("type", Json.of("object"));
    return JsonObject.builder().put("name", name).put("inputSchema", schema).build();
  }

  private static Json resource(JsonObject params) {
    String uri = "x://" + params.text("cursor").orElse("");
    return JsonObject.builder().put("uri", uri).put("name", "r").build();
  }

  private JsonObject page(JsonObject params, String member, Stream<? extends Json> items) {
    String before = params.text("cursor").orElse("");
    JsonObject.Builder page =
        JsonObject.builder().put(member, new JsonArray(List.copyOf(items.toList())));
    option("--cursor")
        .ifPresent(c -> page.put("nextCursor", c.equals("new") ? before + "x" : "same"));
    return page.build();
  }

  private Optional<JsonObject> call(String tool, JsonObject params, JsonObject arguments)
      throws InterruptedException, IOException {
    return switch (tool) {
      case "echo" -> Optional.of(text(arguments.text("message").orElse("")));
      case "deaf" -> Optional.empty();
      case "wait" -> {
        notify(
            "notifications/message",
            JsonObject.builder().put("level", "info").put("data", "waiting"));
        yield Optional.empty();
      }
      case "ask" -> Optional.of(text(JsonText.write(ask("elicitation/create", arguments))));
      case "ask-endlessly" ->
          Optional.of(text(askEndlessly(arguments.text("method").orElseThrow())));
      case "restless" -> {
        for (int i = 0; i < 1_000; i++) {
          notify("notifications/tools/list_changed", JsonObject.builder());
        }
        yield Optional.of(text("still"));
      }
      case "huge" -> {
        byte[] chunk = new byte[1_000_000];
        Arrays.fill(chunk, (byte) 'x');
        for (int i = 0; i < 200; i++) {
          System.out.write(chunk);
        }
        yield Optional.of(text("huge"));
      }
      case "half" -> {
        System.out.print("{\"jsonrpc\":\"2.0\",\"id\":1,\"res");
        System.out.close();
        yield Optional.empty();
      }
      default -> throw new Refused(-32602, "Unknown tool: " + tool + " " + params);
    };
  }

  /// Asks until it is refused; tells how often it was answered, and why no more.
  private String askEndlessly(String method) {
    JsonObject params =
        JsonObject.builder().put("message", "?").put("messages", JsonArray.EMPTY).build();
    for (int answers = 0; ; answers++) {
      JsonObject answer = ask(method, params);
      if (answer.has("code")) {
        return answers + " " + answer.text("message").orElse("");
      }
    }
  }
}
