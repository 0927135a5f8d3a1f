package dev.gander.adapters.llm.programs.acp;

import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.adapters.llm.programs.installed.ProgramFailures;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON-RPC connection to an agent. One thread.
final class AcpConnection {
  private static final int NO_SUCH_METHOD = -32601;
  private static final long SIGN_IN_FIRST = -32000;

  private final JsonProgram program;
  private final Duration patience;
  private long requests;

  AcpConnection(JsonProgram program, Duration patience) {
    this.program = program;
    this.patience = patience;
  }

  JsonProgram program() {
    return program;
  }

  /// Sends a request and waits for its result; other messages from the agent do not matter yet.
  ///
  /// @throws ProviderException if the agent refuses, dies, or does not answer in time
  JsonObject call(String method, JsonObject params) throws InterruptedException {
    JsonObject request = send(method, params);
    Optional<JsonObject> line = program.next(patience);
    while (line.isPresent()) {
      if (isAnswer(line.get(), request)) {
        return result(line.get());
      }
      refuseIfRequest(line.get());
      line = program.next(patience);
    }
    ProviderException ended = program.ended();
    throw ended;
  }

  /// Sends a request whose answer is awaited elsewhere.
  JsonObject send(String method, JsonObject params) {
    JsonObject request =
        JsonObject.builder()
            .put("jsonrpc", "2.0")
            .put("id", ++requests)
            .put("method", method)
            .put("params", params)
            .build();
    program.send(request);
    return request;
  }

  static boolean isAnswer(JsonObject line, JsonObject request) {
    return !line.has("method")
        && request.get("id") != null
        && request.get("id").equals(line.get("id"));
  }

  /// The result in an answer.
  ///
  /// @throws ProviderException if it is an error
  JsonObject result(JsonObject answer) {
    Optional<JsonObject> error = answer.object("error");
    if (error.isPresent()) {
      throw failure(error.get());
    }
    return answer.object("result").orElse(JsonObject.EMPTY);
  }

  private ProviderException failure(JsonObject error) {
    String details =
        error
            .object("data")
            .flatMap(data -> data.text("details").or(() -> data.text("message")))
            .or(() -> error.text("data"))
            .map(text -> ": " + text)
            .orElse("");
    String text =
        program.shown(error.text("message").orElse("The agent does not say why") + details);
    boolean signIn =
        error.get("code") instanceof JsonNumber code && code.integer().orElse(0) == SIGN_IN_FIRST;
    return signIn ? new ProviderException.Authentication(text) : ProgramFailures.of(text);
  }

  void answer(Json id, JsonObject result) {
    program.send(
        JsonObject.builder().put("jsonrpc", "2.0").put("id", id).put("result", result).build());
  }

  /// The agent has its own files and terminals; at the start it learned that it gets none of ours.
  void refuseIfRequest(JsonObject line) {
    @Nullable Json id = line.get("id");
    if (id != null && line.has("method")) {
      JsonObject error =
          JsonObject.builder()
              .put("code", NO_SUCH_METHOD)
              .put("message", "Method not found")
              .build();
      program.send(
          JsonObject.builder().put("jsonrpc", "2.0").put("id", id).put("error", error).build());
    }
  }
}
