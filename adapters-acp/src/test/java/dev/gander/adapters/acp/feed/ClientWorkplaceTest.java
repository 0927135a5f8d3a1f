package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcHandler;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.adapters.acp.rpc.RpcWork;
import dev.gander.adapters.acp.workplace.ClientWorkplace;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.turn.Workplace;
import dev.gander.domain.turn.Workplace.Ability;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.turn.ScriptedWorkplace;
import dev.gander.testkit.turn.WorkplaceContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// The client's end is a twin of the workplace.
class ClientWorkplaceTest implements WorkplaceContract {
  private final ScriptedWorkplace twin =
      new ScriptedWorkplace(Ability.values())
          .file("/w/a", "one\ntwo\nthree\n")
          .command("hello", "hi", 3)
          .command("stay", "hm", null);
  private final RunningPrompt prompt = new RunningPrompt(new SessionId("s"), "run_1");
  private final RpcPeer peer =
      new RpcPeer(new Deaf(), (message, _, _) -> answer(message), () -> {});
  private String terminal = "";

  private record Deaf() implements RpcHandler {
    @Override
    public Optional<RpcWork> begin(String method, Json params) {
      return Optional.empty();
    }

    @Override
    public void notified(String method, Json params) {}

    @Override
    public RpcError explain(String method, Json params, Throwable failure) {
      return RpcError.internal(method);
    }
  }

  @Override
  public Workplace workplace() {
    return Objects.requireNonNull(
        ClientWorkplace.of(
            peer,
            prompt,
            new ClientCapabilities(
                true,
                true,
                true,
                false,
                false,
                false,
                new HostClient(null, null, JsonObject.EMPTY, false))));
  }

  @Override
  public Workplace.Work work() {
    prompt.toldWork("c1");
    return new Workplace.Work("c1", new Told(prompt));
  }

  private record Told(RunningPrompt prompt) implements ToolProgress {
    @Override
    public void notification(String method, JsonObject params) {}

    @Override
    public Elicited elicit(String message, Json requestedSchema) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void work(ShownWork work) {
      prompt.toldWork("c1");
    }
  }

  private void answer(JsonObject question) {
    JsonObject.Builder answer = JsonObject.builder().put("jsonrpc", "2.0");
    answer.putIfPresent("id", question.get("id"));
    JsonObject params = question.object("params").orElseThrow();
    try {
      Json result = result(question.text("method").orElseThrow(), params);
      if (result == null) {
        return;
      }
      answer.put("result", result);
    } catch (RuntimeException e) {
      answer.put(
          "error",
          JsonObject.builder().put("code", -32_603).put("message", "no such thing").build());
    }
    peer.receive(JsonText.write(answer.build()));
  }

  /// Null for a question that stays open.
  private Json result(String method, JsonObject params) {
    Workplace.Work work = new Workplace.Work("x", WorkplaceContract.progress());
    return switch (method) {
      case "fs/read_text_file" ->
          JsonObject.of(
              "content",
              Json.of(twin.read(work, path(params), number(params, "line"), limit(params))));
      case "fs/write_text_file" -> {
        twin.write(work, path(params), params.text("content").orElseThrow());
        yield JsonNull.NULL;
      }
      case "terminal/create" -> {
        terminal = params.text("command").orElseThrow();
        var _ = ran();
        yield JsonObject.of("terminalId", Json.of("t1"));
      }
      case "terminal/wait_for_exit" ->
          ran().inTime() ? JsonObject.of("exitCode", Json.of(3L)) : null;
      case "terminal/output" ->
          JsonObject.builder().put("output", ran().output()).put("truncated", false).build();
      default -> JsonObject.EMPTY;
    };
  }

  private static Path path(JsonObject params) {
    return Path.of(params.text("path").orElseThrow());
  }

  private static Long number(JsonObject params, String name) {
    return params.get(name) instanceof JsonNumber number
        ? Long.valueOf(number.integer().orElseThrow())
        : null;
  }

  private static Long limit(JsonObject params) {
    return number(params, "limit");
  }

  private Workplace.Ran ran() {
    try {
      return twin.run(
          new Workplace.Work("x", WorkplaceContract.progress()),
          terminal,
          Path.of("/w"),
          Duration.ofNanos(1));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
