package dev.gander.adapters.acp.prompt;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.connection.AcpNotification;
import dev.gander.adapters.acp.connection.Connection;
import dev.gander.adapters.acp.feed.RunningPrompt;
import dev.gander.adapters.acp.feed.SessionFeed;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcResult;
import dev.gander.adapters.acp.rpc.RpcWork;
import dev.gander.adapters.acp.update.Updates;
import dev.gander.adapters.acp.workplace.ClientWorkplace;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.config.OfferedCommand;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.NoTurns;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionBusy;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `session/prompt`, `session/cancel` and `session/steer`.
public final class PromptMethods {
  private final UseCases use;

  public PromptMethods(UseCases use) {
    this.use = use;
  }

  /// Those of the protocol.
  public Map<String, AcpMethod> core() {
    return Map.of("session/prompt", this::prompt);
  }

  /// Those of goose (1.38+).
  public Map<String, AcpMethod> custom() {
    return Map.of("session/steer", AcpMethod.of(this::steer));
  }

  public Map<String, AcpNotification> notifications() {
    return Map.of("session/cancel", this::cancel);
  }

  /// Noted at once, so that a cancel that follows finds it.
  private RpcWork prompt(Connection client, JsonObject params) {
    JsonFields fields = new JsonFields(params);
    SessionId session = new SessionId(fields.text("sessionId"));
    List<JsonObject> blocks = PromptBlocks.of(fields);
    RunningPrompt prompt = new RunningPrompt(session, "run_" + UUID.randomUUID());
    Optional<RunningPrompt> running = client.sessions().enter(prompt);
    if (running.isPresent()) {
      throw busy(running.get().runId());
    }
    return () -> {
      try {
        return run(client, prompt, PromptBlocks.read(blocks));
      } catch (SessionNotFound e) {
        throw unknown(session);
      } finally {
        client.sessions().exit(prompt);
      }
    };
  }

  private static RpcError busy(String runId) {
    return RpcError.invalidParams(
        "session already has active run `" + runId + "`; use _goose/unstable/session/steer");
  }

  private static RpcError unknown(SessionId session) {
    return RpcError.notFound("Session not found: " + session);
  }

  private RpcResult run(Connection client, RunningPrompt prompt, List<Content> content)
      throws InterruptedException {
    SessionId session = prompt.session();
    SessionFeed feed = watched(client, session);
    if (content.isEmpty()) {
      return RpcResult.of(answer("end_turn", TokenState.UNKNOWN));
    }
    Optional<RunningTurn> other = use.turns().steer().running(session);
    if (other.isPresent()) {
      throw busy(other.get().requestId());
    }
    feed.begin(prompt);
    Message message = use.turns().start().compose(content);
    recipe(message).ifPresent(command -> feed.tell(Updates.words("Running recipe: /" + command)));
    Workplace workplace = ClientWorkplace.of(client.rpc(), prompt, client.capabilities());
    begin(feed, prompt, new TurnRequest(session, message, null, workplace));
    if (prompt.isCancelled()) {
      use.turns().cancel().cancel(session, prompt.runId());
    }
    RunningPrompt.Ended end = prompt.await();
    return RpcResult.of(answer(stopReason(end.ending()), end.tokens()));
  }

  /// The command of a recipe, if the message calls one.
  private Optional<String> recipe(Message message) {
    String text = message.text().strip();
    if (!text.startsWith("/")) {
      return Optional.empty();
    }
    String word = text.substring(1).split("\\s", 2)[0];
    return use.config().slashCommands().list(null).stream()
        .filter(command -> command.command().equalsIgnoreCase(word))
        .findFirst()
        .filter(command -> command.type() == OfferedCommand.Type.RECIPE)
        .filter(command -> Files.isRegularFile(Path.of(command.help())))
        .map(OfferedCommand::command);
  }

  /// A session that this client has not opened gets its agent now.
  private SessionFeed watched(Connection client, SessionId session) throws InterruptedException {
    client.sessions().requireOpen(session);
    if (client.sessions().find(session) == null) {
      use.agents().resume().resume(session, true);
    }
    return client.sessions().watch(session);
  }

  private void begin(SessionFeed feed, RunningPrompt prompt, TurnRequest turn)
      throws InterruptedException {
    try {
      use.turns().start().start(prompt.runId(), turn, Admission.REFUSE);
    } catch (SessionBusy e) {
      Optional<String> other =
          use.turns().steer().running(prompt.session()).map(RunningTurn::requestId);
      feed.abandon(prompt, other);
      throw busy(other.orElse("unknown"));
    } catch (RuntimeException e) {
      feed.abandon(prompt, Optional.empty());
      throw e;
    }
  }

  private static String stopReason(Ending ending) {
    return switch (ending) {
      case DONE, AT_ROUND_LIMIT -> "end_turn";
      case CANCELLED -> "cancelled";
      case AT_OUTPUT_LIMIT -> "max_tokens";
      case BUDGET_SPENT -> "max_turn_requests";
    };
  }

  private static JsonObject answer(String stopReason, TokenState tokens) {
    JsonObject.Builder answer = JsonObject.builder().put("stopReason", stopReason);
    if (tokens.usage().total() != null) {
      answer.put(
          "usage",
          JsonObject.builder()
              .put("totalTokens", tokens.usage().total())
              .put("inputTokens", orZero(tokens.usage().input()))
              .put("outputTokens", orZero(tokens.usage().output()))
              .build());
    }
    return answer.build();
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  /// Ends whatever runs in the session, also if somebody else began it. Ignored for sessions that
  /// are unknown or idle.
  private void cancel(Connection client, JsonFields params) {
    if (params.object().text("sessionId").isEmpty()) {
      return;
    }
    SessionId session = new SessionId(params.text("sessionId"));
    client.sessions().prompt(session).ifPresent(RunningPrompt::cancel);
    use.turns().steer().running(session).ifPresent(turn -> cancel(session, turn.requestId()));
  }

  private void cancel(SessionId session, String requestId) {
    try {
      use.turns().cancel().cancel(session, requestId);
    } catch (NoTurns _) {
      // It has just ended.
    }
  }

  private JsonObject steer(JsonFields params) {
    SessionId session = new SessionId(params.text("sessionId"));
    List<JsonObject> blocks = params.object().has("prompt") ? PromptBlocks.of(params) : List.of();
    if (blocks.isEmpty()) {
      throw RpcError.invalidParams("prompt must not be empty");
    }
    String expected = params.text("expectedRunId");
    if (expected.isEmpty()) {
      throw RpcError.invalidParams("expectedRunId must not be empty");
    }
    RunningTurn running =
        use.turns().steer().running(session).orElseThrow(PromptMethods::nothingRuns);
    if (!running.requestId().equals(expected)) {
      throw otherRuns(expected, running.requestId());
    }
    List<Content> content = PromptBlocks.read(blocks);
    if (content.isEmpty()) {
      throw RpcError.invalidParams("prompt must contain steerable content");
    }
    String messageId =
        use.turns()
            .steer()
            .steer(session, expected, content)
            .orElseThrow(PromptMethods::nothingRuns);
    return JsonObject.builder().put("runId", expected).put("messageId", messageId).build();
  }

  private static RpcError nothingRuns() {
    return RpcError.invalidParams("no active run to steer");
  }

  private static RpcError otherRuns(String expected, String actual) {
    return RpcError.invalidParams(
        JsonObject.builder()
            .put("message", "expected active run id `" + expected + "` but found `" + actual + "`")
            .put("expectedRunId", expected)
            .put("actualRunId", actual)
            .build());
  }
}
