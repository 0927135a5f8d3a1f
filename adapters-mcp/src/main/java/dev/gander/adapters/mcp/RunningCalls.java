package dev.gander.adapters.mcp;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.CallTimer;
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

/// The running tool calls of a server by progress token. Routes the server's notifications and
/// questions to them. Any thread.
final class RunningCalls {
  private final ConcurrentSkipListMap<Long, Call> calls = new ConcurrentSkipListMap<>();

  /// One call; ending it interrupts the questions that it is asking.
  final class Call implements AutoCloseable {
    private final long token;
    private final ToolProgress progress;
    private final CallTimer timer;
    private final Set<Thread> asking = ConcurrentHashMap.newKeySet();

    private Call(long token, ToolProgress progress, CallTimer timer) {
      this.token = token;
      this.progress = progress;
      this.timer = timer;
    }

    private Elicited elicit(String message, Json schema) throws InterruptedException {
      asking.add(Thread.currentThread());
      timer.pause();
      try {
        return progress.elicit(message, schema);
      } finally {
        timer.resume();
        asking.remove(Thread.currentThread());
      }
    }

    @Override
    public void close() {
      calls.remove(token);
      asking.forEach(Thread::interrupt);
    }
  }

  /// @param timer stands still while the call asks the user
  Call begin(long token, ToolProgress progress, CallTimer timer) {
    Call call = new Call(token, progress, timer);
    calls.put(token, call);
    return call;
  }

  /// Progress goes to the call that it names; a notification that names none goes to all.
  void tell(String method, JsonObject params) {
    if (params.get("progressToken") instanceof JsonNumber token) {
      Optional.ofNullable(calls.get(token.value().longValue()))
          .ifPresent(call -> call.progress.notification(method, params));
    } else {
      calls.values().forEach(call -> call.progress.notification(method, params));
    }
  }

  /// Asks through the newest call, since a server does not name the call that its question belongs
  /// to.
  ///
  /// @throws ExtensionException if no call is running or there is no answer
  Elicited elicit(JsonObject params) throws InterruptedException {
    Map.Entry<Long, Call> newest = calls.lastEntry();
    if (newest == null) {
      throw new ExtensionException("No tool call is under way", null);
    }
    String message = params.text("message").orElse("");
    return newest.getValue().elicit(message, requestedSchema(params));
  }

  /// A form's schema; a URL to visit becomes the schema `{"url": …}`.
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
