package dev.gander.adapters.mcp.developer.shell;

import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Output that the client has not been shown yet: only the last lines if there are many. The
/// readers add lines; the caller of the tool reports them now and then. Desktop shows each
/// notification as one entry of the tool's card.
final class LiveLines {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Part> parts = new ArrayList<>();

  private record Part(Channel channel, LimitedText text) {}

  void add(Channel channel, byte[] line) {
    lock.lock();
    try {
      if (parts.isEmpty() || parts.getLast().channel != channel) {
        parts.add(new Part(channel, new LimitedText()));
        forgetOld();
      }
      LimitedText text = parts.getLast().text;
      text.add(line);
      text.trim();
    } finally {
      lock.unlock();
    }
  }

  /// Two streams that alternate line by line make many short parts.
  private void forgetOld() {
    if (parts.size() > LimitedText.SHOWN_LINES) {
      parts.removeFirst();
    }
  }

  /// Shape: `{"level":"info","logger":"developer","data":{"type":"shell_output","stream":"stdout",
  /// "output":"…"}}`.
  void report(ToolProgress progress) {
    for (Part part : take()) {
      JsonObject data =
          JsonObject.builder()
              .put("type", "shell_output")
              .put("stream", part.channel.wireName())
              .put("output", part.text.shown())
              .build();
      progress.notification(
          "notifications/message",
          JsonObject.builder()
              .put("level", "info")
              .put("logger", "developer")
              .put("data", data)
              .build());
    }
  }

  private List<Part> take() {
    lock.lock();
    try {
      List<Part> taken = List.copyOf(parts);
      parts.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
