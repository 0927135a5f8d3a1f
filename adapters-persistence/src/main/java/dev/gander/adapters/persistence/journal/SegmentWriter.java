package dev.gander.adapters.persistence.journal;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.domain.turn.TurnEventJson;
import dev.gander.files.PrivateFiles;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes a segment: a line for each event, and for each begin and end of a turn.
///
///     {"begin":"REQUEST"}
///     {"n":17,"r":"REQUEST","e":{"type":"message",…}}
///     {"n":18,"w":" world"}
///     {"end":"REQUEST"}
///
/// A line with `w` is an event like the one before it with other words: most events are a few
/// letters of an answer. What is added is in the file after [#flush]; a kill may cut off the last
/// line. For one thread at a time.
///
/// The file is closed while it [rests][#rest], since no turn runs: a descriptor for each session of
/// the last hour would use up what a process may have, and makes each child process slower.
final class SegmentWriter implements AutoCloseable {
  private static final int USUAL = 1024;

  private final SegmentFile file;
  // A channel would be closed by the interrupt that cancels a turn.
  private @Nullable OutputStream out;
  private ByteArrayOutputStream lines = new ByteArrayOutputStream(USUAL);
  private @Nullable String request;
  private @Nullable MessageArrived like;
  private long size;

  private SegmentWriter(SegmentFile file) {
    this.file = file;
  }

  static SegmentWriter create(SegmentFile file) throws IOException {
    PrivateFiles.createFolders(PrivateFiles.folderOf(file.path()));
    PrivateFiles.newFile(file.path());
    return new SegmentWriter(file);
  }

  /// Whether the file is there: another server may have dropped it while it rested.
  boolean isThere() {
    return out != null || Files.exists(file.path());
  }

  /// Closes the file until something is added.
  void rest() throws IOException {
    OutputStream open = out;
    out = null;
    if (open != null) {
      open.close();
    }
  }

  SegmentFile file() {
    return file;
  }

  /// In bytes, with what is not in the file yet.
  long size() {
    return size + lines.size();
  }

  void begin(String requestId) {
    add(JsonObject.of("begin", Json.of(requestId)));
  }

  void end(String requestId) {
    add(JsonObject.of("end", Json.of(requestId)));
  }

  void event(Published published) {
    TurnEvent event = published.event();
    MessageArrived arrived = event instanceof MessageArrived message ? message : null;
    if (arrived != null && isLikeLast(published.requestId(), arrived)) {
      // Hundreds of these in a turn: no tree for them.
      String words = JsonText.escaped(arrived.message().text());
      add("{\"n\":" + published.sequence() + ",\"w\":\"" + words + "\"}");
    } else {
      add(
          JsonObject.builder()
              .put("n", published.sequence())
              .put("r", published.requestId())
              .put("e", TurnEventJson.write(event))
              .build());
    }
    request = published.requestId();
    like = arrived;
  }

  private boolean isLikeLast(String requestId, MessageArrived arrived) {
    return like != null
        && requestId.equals(request)
        && Objects.equals(arrived.tokens(), like.tokens())
        && like.message().isLike(arrived.message());
  }

  private void add(JsonObject line) {
    lines.writeBytes(JsonText.bytes(line));
    lines.write('\n');
  }

  private void add(String line) {
    lines.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    lines.write('\n');
  }

  void flush() throws IOException {
    if (lines.size() > 0) {
      size += lines.size();
      lines.writeTo(opened());
      if (lines.size() > 64 * USUAL) {
        lines = new ByteArrayOutputStream(USUAL);
      } else {
        lines.reset();
      }
    }
  }

  private OutputStream opened() throws IOException {
    OutputStream open = out;
    if (open == null) {
      if (!isThere()) {
        throw new NoSuchFileException(file.path().toString());
      }
      open = new FileOutputStream(file.path().toFile(), true);
      out = open;
    }
    return open;
  }

  /// What was not flushed is lost.
  @Override
  public void close() throws IOException {
    rest();
  }
}
