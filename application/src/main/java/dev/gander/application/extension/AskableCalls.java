package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The running tool calls of a session, through which its user can be asked. Thread-safe.
final class AskableCalls {
  private final ConcurrentLinkedDeque<ToolProgress> running = new ConcurrentLinkedDeque<>();

  /// A running call, until it is closed.
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  Running begin(ToolProgress progress) {
    if (!progress.isAttended()) {
      return () -> {};
    }
    running.add(progress);
    return () -> running.removeLastOccurrence(progress);
  }

  /// Asks through the call that began last.
  ///
  /// @throws ExtensionException if none is running
  Elicited elicit(String message, Json requestedSchema) throws InterruptedException {
    ToolProgress newest = running.peekLast();
    if (newest == null) {
      throw new ExtensionException("Nobody can be asked: no tool call is under way", null);
    }
    return newest.elicit(message, requestedSchema);
  }
}
