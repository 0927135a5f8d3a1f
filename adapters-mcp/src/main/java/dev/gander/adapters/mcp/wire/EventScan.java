package dev.gander.adapters.mcp.wire;

import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a stream of events has said so far about how to go on with it. One thread at a time.
final class EventScan {
  /// A longer message is an answer: nothing else is that long.
  private static final int LONGEST = 1024 * 1024;

  private static final long SHORTEST_PAUSE = 50;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String lastId = "";
  private Duration pause = USUAL_PAUSE;
  private boolean isAnswered;
  private boolean isWithinEvent;
  private int ids;

  void read(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      ByteBuffer unread = buffer.duplicate();
      while (unread.hasRemaining()) {
        take(unread.get());
      }
    }
  }

  private void take(byte next) {
    if (next == '\n') {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      endLine(text);
    } else if (next != '\r') {
      isWithinEvent = true;
      isAnswered |= line.size() == LONGEST;
      if (line.size() < LONGEST) {
        line.write(next);
      }
    }
  }

  private void endLine(String text) {
    if (text.isEmpty()) {
      isAnswered |= isAnswer(data.toString());
      data.setLength(0);
      isWithinEvent = false;
      return;
    }
    String[] field = text.split(": ?", 2);
    String value = field.length == 2 ? field[1] : "";
    switch (field[0]) {
      case "id" -> {
        lastId = value;
        ids++;
      }
      case "data" -> data.append(value);
      case "retry" -> {
        if (value.matches("[0-9]{1,7}")) {
          pause = Duration.ofMillis(Math.max(Long.parseLong(value), SHORTEST_PAUSE));
        }
      }
      default -> {}
    }
  }

  /// Notifications and requests of the server come before the answer.
  private static boolean isAnswer(String message) {
    try {
      return !message.isEmpty()
          && JsonText.parse(message) instanceof JsonObject object
          && !object.has("method");
    } catch (JsonSyntaxException _) {
      return false;
    }
  }

  /// The last event, if the stream has ended behind it and before the answer.
  Optional<String> resumeAfter() {
    return isAnswered || isWithinEvent || lastId.isEmpty() ? Optional.empty() : Optional.of(lastId);
  }

  /// How long the server wants us to wait.
  Duration pause() {
    return pause;
  }

  /// How many events one could resume behind.
  int ids() {
    return ids;
  }
}
