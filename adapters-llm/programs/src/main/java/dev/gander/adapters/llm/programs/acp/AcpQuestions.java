package dev.gander.adapters.llm.programs.acp;

import dev.gander.adapters.llm.programs.StandingAnswer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.WorkContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An agent's requests for permission. One thread.
final class AcpQuestions {
  private final AcpConnection connection;
  private final @Nullable WorkContext workContext;
  private final Map<String, JsonObject> open = new HashMap<>();
  private final Set<String> denied = new HashSet<>();

  AcpQuestions(AcpConnection connection, @Nullable WorkContext workContext) {
    this.connection = connection;
    this.workContext = workContext;
  }

  /// The question for the user; empty if it is already decided.
  ///
  /// @param request `session/request_permission`
  Optional<Action.ToolConfirmation> hear(JsonObject request) {
    JsonObject call = call(request);
    String id = call.text("toolCallId").orElse("");
    open.put(id, request);
    Optional<ConfirmationAction> decided = StandingAnswer.of(workContext);
    if (decided.isPresent()) {
      answer(id, decided.get());
      return Optional.empty();
    }
    return Optional.of(
        new Action.ToolConfirmation(
            id,
            call.text("title").orElse("tool"),
            call.object("rawInput").orElse(JsonObject.EMPTY),
            null,
            JsonObject.EMPTY));
  }

  /// The call that a question is about.
  static JsonObject call(JsonObject request) {
    return request
        .object("params")
        .flatMap(params -> params.object("toolCall"))
        .orElse(JsonObject.EMPTY);
  }

  /// Whether the last answer about a call was no.
  boolean isDenied(String call) {
    return denied.contains(call);
  }

  void answer(String id, ConfirmationAction answer) {
    JsonObject request = open.remove(id);
    if (request == null) {
      throw new IllegalStateException("the agent has not asked " + id);
    }
    if (answer.allows()) {
      denied.remove(id);
    } else {
      denied.add(id);
    }
    JsonObject.Builder outcome = JsonObject.builder();
    option(request, answer)
        .ifPresentOrElse(
            option -> outcome.put("outcome", "selected").put("optionId", option),
            () -> outcome.put("outcome", "cancelled"));
    connection.answer(
        Objects.requireNonNull(request.get("id")), JsonObject.of("outcome", outcome.build()));
  }

  /// The agent's option of that kind, or the nearest one that does not allow more.
  private static Optional<String> option(JsonObject request, ConfirmationAction answer) {
    List<String> kinds =
        switch (answer) {
          case ALWAYS_ALLOW -> List.of("allow_always", "allow_once");
          case ALLOW_ONCE -> List.of("allow_once");
          case DENY_ONCE -> List.of("reject_once", "reject_always");
          case ALWAYS_DENY -> List.of("reject_always", "reject_once");
          case CANCEL -> List.of();
        };
    return kinds.stream().flatMap(kind -> options(request, kind)).findFirst();
  }

  private static Stream<String> options(JsonObject request, String kind) {
    List<Json> options =
        request
            .object("params")
            .flatMap(params -> params.array("options"))
            .map(JsonArray::items)
            .orElse(List.of());
    return options.stream()
        .filter(
            option -> option instanceof JsonObject o && o.text("kind").equals(Optional.of(kind)))
        .flatMap(option -> ((JsonObject) option).text("optionId").stream());
  }
}
