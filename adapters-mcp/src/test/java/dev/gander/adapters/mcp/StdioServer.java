package dev.gander.adapters.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// What MCP servers written by hand have in common: lines on the standard streams, requests
/// answered side by side. The option `--log FILE` notes each line that comes in.
abstract class StdioServer {
  private final List<String> options;
  private final Map<Json, CompletableFuture<JsonObject>> questions = new ConcurrentHashMap<>();
  private final AtomicLong questionIds = new AtomicLong(9000);

  StdioServer(List<String> options) {
    this.options = options;
  }

  /// Before the first line is read.
  void begin() {}

  /// After the last line.
  void end() throws InterruptedException {}

  /// Before the next line is read.
  void heard(JsonObject message) {}

  /// Empty for no answer.
  abstract Optional<JsonObject> result(String method, JsonObject params)
      throws InterruptedException, IOException;

  /// The command that starts this program with these options.
  static List<String> command(Class<?> program, String... options) {
    String classes =
        Stream.of(program, JsonText.class, Json.class, JsonFactory.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .reduce((a, b) -> a + File.pathSeparator + b)
            .orElseThrow();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", classes, program.getName()));
    command.addAll(List.of(options));
    return command;
  }

  final List<String> options() {
    return options;
  }

  final void serve() throws IOException, InterruptedException {
    begin();
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      log(line);
      JsonObject message = (JsonObject) JsonText.parse(line);
      Thread.ofPlatform().daemon().start(() -> take(message));
      heard(message);
    }
    log("eof");
    end();
    System.exit(0);
  }

  final Optional<String> option(String name) {
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
      Optional.ofNullable(questions.get(id)).ifPresent(asked -> asked.complete(message));
    }
  }

  void answer(Json id, String method, JsonObject params) {
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

  static JsonObject text(String text) {
    JsonObject block = JsonObject.builder().put("type", "text").put("text", text).build();
    return JsonObject.of("content", JsonArray.of(block));
  }

  final JsonObject ask(String method, JsonObject params) {
    Json id = Json.of(questionIds.getAndIncrement());
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    questions.put(id, answer);
    send(JsonObject.builder().put("id", id).put("method", method).put("params", params));
    JsonObject message = answer.join();
    return message.object("result").or(() -> message.object("error")).orElseThrow();
  }

  final void notify(String method, JsonObject.Builder params) {
    send(JsonObject.builder().put("method", method).put("params", params.build()));
  }

  final synchronized void send(JsonObject.Builder message) {
    String line = JsonText.write(message.put("jsonrpc", "2.0").build());
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  static final class Refused extends RuntimeException {
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
