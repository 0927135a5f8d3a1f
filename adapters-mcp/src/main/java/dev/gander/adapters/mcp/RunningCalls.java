package dev.gander.adapters.mcp;

import dev.gander.domain.extension.CallTimer;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
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
    private final String requestId;
    private final ToolProgress progress;
    private final CallTimer timer;
    private final Set<Thread> asking = ConcurrentHashMap.newKeySet();

    private Call(long token, String requestId, ToolProgress progress, CallTimer timer) {
      this.token = token;
      this.requestId = requestId;
      this.progress = progress;
      this.timer = timer;
    }

    private boolean isAttended() {
      return progress.isAttended();
    }

    Elicited elicit(String message, Json schema) throws InterruptedException {
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

  /// @param requestId may be blank
  /// @param timer stands still while the call asks the user
  Call begin(long token, String requestId, ToolProgress progress, CallTimer timer) {
    Call call = new Call(token, requestId, progress, timer);
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

  /// The call that a question of the server belongs to: the one whose id it sends back, otherwise
  /// the newest; empty if no call is running that a user follows.
  Optional<Call> asking(JsonObject params) {
    Optional<String> named =
        params
            .object("_meta")
            .flatMap(meta -> meta.text(RequestMeta.CALL))
            .filter(id -> !id.isBlank());
    return named
        .flatMap(
            id -> calls.values().stream().filter(call -> call.requestId.equals(id)).findFirst())
        .or(() -> calls.descendingMap().values().stream().filter(Call::isAttended).findFirst());
  }
}
