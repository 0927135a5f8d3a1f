package dev.gander.provider.kit.log;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.wire.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps the last ten requests as `llm_request.0.jsonl` (newest) to `llm_request.9.jsonl`: the
/// first line `{"model_config", "input"}`, then `{"data", "usage"}` for each message and each
/// count, and `{"error"}` without secrets if it failed. Headers are never logged. Only the owner
/// can read the logs. A log that cannot be written costs one warning and never the request.
public final class RequestLog {
  private static final System.Logger LOG = System.getLogger(RequestLog.class.getName());
  private static final FinishedLogs FINISHED = new FinishedLogs();

  private final Optional<Path> folder;
  private final Supplier<String> uuids;
  private final KnownSecrets secrets;
  private volatile @Nullable LogFolder prepared;

  public RequestLog(ProviderSettings settings, Supplier<String> uuids) {
    this.folder = settings.requestLogs();
    this.uuids = uuids;
    this.secrets = settings.knownSecrets();
  }

  /// Starts the log of one request, whose body is JSON as UTF-8.
  public Entry start(ModelConfig model, byte[] payload) {
    return start(model, Payload.of(payload));
  }

  /// Starts the log of one request, whose body is JSON as UTF-8.
  public Entry start(ModelConfig model, Payload payload) {
    return folder
        .map(place -> open(place, model, payload))
        .orElseGet(() -> new Entry(secrets, null, null));
  }

  private Entry open(Path place, ModelConfig model, Payload payload) {
    try {
      LogFolder.OpenLog log = create(place);
      writeRequest(log.out(), model, payload);
      return new Entry(secrets, log.file(), log.out());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "requests cannot be logged in " + place, e);
      return new Entry(secrets, null, null);
    }
  }

  /// The folder is prepared for the first request, and again when it has disappeared.
  private LogFolder.OpenLog create(Path place) throws IOException {
    LogFolder known = prepared;
    if (known != null) {
      try {
        return known.create(uuids.get());
      } catch (NoSuchFileException _) {
        // Somebody has tidied up.
      }
    }
    LogFolder fresh = LogFolder.open(place);
    prepared = fresh;
    return fresh.create(uuids.get());
  }

  private static void writeRequest(OutputStream line, ModelConfig model, Payload payload)
      throws IOException {
    String head = "{\"model_config\":" + JsonText.write(model.toJson()) + ",\"input\":";
    try {
      line.write(head.getBytes(StandardCharsets.UTF_8));
      // In pieces: of a whole array the JDK makes a copy outside the heap.
      payload.open().transferTo(line);
      line.write("}\n".getBytes(StandardCharsets.UTF_8));
      line.flush();
    } catch (IOException e) {
      line.close();
      throw e;
    }
  }

  /// The log of one request. One thread writes; [#close()] from any.
  public static final class Entry implements AutoCloseable {
    /// In chars.
    private static final int LONGEST_LINE = 1024 * 1024;

    private final KnownSecrets secrets;
    private final @Nullable Path file;
    private final FragmentJoin said = new FragmentJoin();
    private @Nullable OutputStream out;
    private int unwritten;

    Entry(KnownSecrets secrets, @Nullable Path file, @Nullable OutputStream out) {
      this.secrets = secrets;
      this.file = file;
      this.out = out;
      if (file != null) {
        FINISHED.begin(file);
      }
    }

    /// A message that comes in many pieces is one line: logging an answer of a thousand tokens
    /// piece by piece would cost more than receiving it. Only a huge one, which is not to be in
    /// memory twice, has several. An agent's questions to the user are left out.
    public synchronized void delta(Delta delta) {
      if (out == null || delta.question().isPresent()) {
        return;
      }
      if (delta.message() != null) {
        said.add(delta.message());
        unwritten += delta.message().text().length();
        if (unwritten > LONGEST_LINE) {
          whatWasSaid();
        }
      }
      if (delta.usage() != null) {
        whatWasSaid();
        step(JsonNull.NULL, delta.usage().tokens().toJson());
      }
    }

    private void whatWasSaid() {
      unwritten = 0;
      said.drain().forEach(message -> step(MessageJson.write(message), JsonNull.NULL));
    }

    private void step(Json message, Json usage) {
      line(JsonObject.builder().put("data", message).put("usage", usage).build());
    }

    public synchronized void failed(ProviderException failure) {
      whatWasSaid();
      line(JsonObject.of("error", Json.of(secrets.hiddenIn(failure.display()))));
      close();
    }

    @Override
    public synchronized void close() {
      try {
        whatWasSaid();
      } finally {
        end();
      }
    }

    private void end() {
      OutputStream last = out;
      out = null;
      if (last == null || file == null) {
        return;
      }
      try {
        last.close();
      } catch (IOException e) {
        incomplete(file, e);
      }
      FINISHED.end(file);
    }

    private synchronized void line(JsonObject line) {
      OutputStream open = out;
      if (open == null) {
        return;
      }
      try {
        JsonText.write(line, open);
        open.write('\n');
      } catch (IOException e) {
        out = null;
        abandon(open, e);
      }
    }

    /// What was written so far is kept like any other log.
    private void abandon(OutputStream broken, IOException reason) {
      try {
        broken.close();
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
      if (file != null) {
        incomplete(file, reason);
        FINISHED.end(file);
      }
    }
  }

  private static void incomplete(Path file, IOException reason) {
    LOG.log(System.Logger.Level.WARNING, "the request log " + file + " is incomplete", reason);
  }
}
