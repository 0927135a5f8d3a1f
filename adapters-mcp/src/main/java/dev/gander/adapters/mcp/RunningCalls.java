package dev.gander.adapters.mcp;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
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
    private final ToolProgress progress;
    private final Set<Thread> asking = ConcurrentHashMap.newKeySet();

    private Call(long token, ToolProgress progress) {
      this.token = token;
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

  Call begin(long token, ToolProgress progress) {
    Call call = new Call(token, progress);
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

  /// Asks through the newest call, since a server does not name the call that it asks for.
  ///
  /// @throws ExtensionException if no call is under way or nobody answers
  Elicited elicit(JsonObject params) throws InterruptedException {
    Map.Entry<Long, Call> newest = calls.lastEntry();
    if (newest == null) {
      throw new ExtensionException("No tool call is under way", null);
    }
    String message = params.text("message").orElse("");
    return newest.getValue().elicit(message, requestedSchema(params));
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
