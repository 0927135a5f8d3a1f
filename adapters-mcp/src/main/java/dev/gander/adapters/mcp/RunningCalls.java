package dev.gander.adapters.mcp;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The tool calls that a server works on, each under its progress token, and who of them gets what
/// the server tells and asks meanwhile. Any thread.
final class RunningCalls {
  private final ConcurrentSkipListMap<Long, Call> calls = new ConcurrentSkipListMap<>();

  /// One call; ending it interrupts the questions that it asks.
  final class Call implements AutoCloseable {
    private final long token;
    private final String requestId;
    private final ToolProgress progress;
    private final Set<Thread> asking = ConcurrentHashMap.newKeySet();

    private Call(long token, String requestId, ToolProgress progress) {
      this.token = token;
      this.requestId = requestId;
      this.progress = progress;
    }

    private Elicited elicit(String message, Json schema) throws InterruptedException {
      asking.add(Thread.currentThread());
      try {
        return progress.elicit(message, schema);
      } finally {
        asking.remove(Thread.currentThread());
      }
    }

    @Override
    public void close() {
      calls.remove(token);
      asking.forEach(Thread::interrupt);
    }
  }

  Call begin(long token, ToolInvocation invocation, ToolProgress progress) {
    Call call = new Call(token, invocation.requestId(), progress);
    calls.put(token, call);
    return call;
  }

  /// Progress goes to the call that it names; what names none goes to all.
  void tell(String method, JsonObject params) {
    if (params.get("progressToken") instanceof JsonNumber token) {
      Optional.ofNullable(calls.get(token.value().longValue()))
          .ifPresent(call -> call.progress.notification(method, params));
    } else {
      calls.values().forEach(call -> call.progress.notification(method, params));
    }
  }

  /// Asks through the call whose id the server echoes, else through the newest one.
  ///
  /// @throws ExtensionException if no call is under way or nobody answers
  Elicited elicit(JsonObject params) throws InterruptedException {
    String message = params.text("message").orElse("");
    return asker(params).elicit(message, requestedSchema(params));
  }

  private Call asker(JsonObject params) {
    Optional<String> echoed =
        params.object("_meta").flatMap(meta -> textOf(meta, "agent-tool-call-request-id"));
    return calls.values().stream()
        .filter(call -> echoed.filter(call.requestId::equals).isPresent())
        .findFirst()
        .or(() -> Optional.ofNullable(calls.lastEntry()).map(Map.Entry::getValue))
        .orElseThrow(() -> new ExtensionException("No tool call is under way", null));
  }

  private static Optional<String> textOf(JsonObject meta, String name) {
    return meta.members().entrySet().stream()
        .filter(member -> member.getKey().equalsIgnoreCase(name))
        .filter(member -> member.getValue() instanceof JsonString)
        .map(member -> ((JsonString) member.getValue()).value())
        .findFirst();
  }

  /// A form's schema; an address to visit counts as the schema `{"url": …}`.
  private static Json requestedSchema(JsonObject params) {
    Json schema = params.get("requestedSchema");
    if (schema != null) {
      return schema;
    }
    return params
        .text("url")
        .map(url -> JsonObject.of("url", Json.of(url)))
        .orElse(JsonObject.EMPTY);
  }
}
