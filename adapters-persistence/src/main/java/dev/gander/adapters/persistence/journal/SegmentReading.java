package dev.gander.adapters.persistence.journal;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.domain.turn.TurnEventJson;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the events after a number from the segments of a session. A line that a kill has cut off
/// ends its segment.
final class SegmentReading implements EventJournal.Reading {
  private static final System.Logger LOG = System.getLogger(SegmentReading.class.getName());
  private static final String EVENT = "{\"n\":";

  private final long after;
  private final Deque<SegmentFile> left;
  private @Nullable BufferedReader lines;

  /// The last line with a whole event; parsed when it is needed.
  private @Nullable String whole;

  private @Nullable Published last;

  SegmentReading(List<SegmentFile> segments, long after) {
    this.left = new ArrayDeque<>(segments);
    this.after = after;
  }

  @Override
  public Optional<Published> next() {
    while (true) {
      try {
        String line = line();
        if (line == null) {
          return Optional.empty();
        }
        Optional<Published> event = event(line);
        if (event.isPresent()) {
          return event;
        }
      } catch (InvalidInput e) {
        LOG.log(Level.DEBUG, "a line of a journal was cut off", e);
        closeLines();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "a journal of events cannot be read", e);
        close();
        return Optional.empty();
      }
    }
  }

  private @Nullable String line() throws IOException {
    while (true) {
      if (lines == null) {
        SegmentFile next = left.poll();
        if (next == null) {
          return null;
        }
        // Not strict: a kill may have cut off half a letter.
        lines =
            new BufferedReader(
                new InputStreamReader(Files.newInputStream(next.path()), StandardCharsets.UTF_8));
        whole = null;
        last = null;
      }
      String line = lines.readLine();
      if (line != null) {
        return line;
      }
      closeLines();
    }
  }

  /// Empty if it is no event, or one that was not asked for.
  private Optional<Published> event(String line) {
    if (!line.startsWith(EVENT)) {
      return Optional.empty();
    }
    boolean isWhole = isWhole(line);
    if (isWhole) {
      whole = line;
      last = null;
    }
    if (number(line) <= after) {
      return Optional.empty();
    }
    Published event = isWhole ? parse(line) : like(line);
    last = event;
    return Optional.of(event);
  }

  /// The number of an event's line; 0 of another line.
  static long number(String line) {
    int at = EVENT.length();
    long number = 0;
    if (line.startsWith(EVENT)) {
      for (; at < line.length() && Character.digit(line.charAt(at), 10) >= 0; at++) {
        number = number * 10 + Character.digit(line.charAt(at), 10);
      }
    }
    return number;
  }

  private static boolean isWhole(String line) {
    return line.startsWith(",\"r\"", line.indexOf(','));
  }

  private static Published parse(String line) {
    JsonFields fields = JsonFields.of(JsonText.parse(line));
    return new Published(
        fields.integer("n"), fields.text("r"), fields.required("e", TurnEventJson::read));
  }

  private Published like(String line) {
    Json json = JsonText.parse(line);
    if (last == null && whole != null) {
      last = parse(whole);
    }
    if (last == null || !(last.event() instanceof MessageArrived(var message, var tokens))) {
      throw new InvalidInput("words without a message before them");
    }
    JsonFields fields = JsonFields.of(json);
    return new Published(
        fields.integer("n"),
        last.requestId(),
        new MessageArrived(message.withWords(fields.text("w")), tokens));
  }

  private void closeLines() {
    BufferedReader open = lines;
    lines = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a journal could not be closed", e);
      }
    }
  }

  @Override
  public void close() {
    left.clear();
    closeLines();
  }
}
