package dev.gander.adapters.mcp.serve;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.process.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Serves an extension on two streams, one message a line, until its client closes the first. Calls
/// run side by side, and are interrupted when their client cancels them, or has left.
public final class StdioService {
  private static final System.Logger LOG = System.getLogger(StdioService.class.getName());
  private static final int LONGEST = 64 * 1024 * 1024;
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;

  /// For calls that are under way when the client leaves.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Requests requests;
  private final OutputStream out;
  private final Duration lastWords;
  private final Map<Json, Future<?>> running = new ConcurrentHashMap<>();

  /// @param out gets the messages, and nothing else may be written to it
  public StdioService(Identity identity, Extension extension, OutputStream out) {
    this(identity, extension, out, LAST_WORDS);
  }

  /// @param lastWords how long calls may go on when the client has left
  StdioService(Identity identity, Extension extension, OutputStream out, Duration lastWords) {
    this.requests = new Requests(identity, extension);
    this.out = out;
    this.lastWords = lastWords;
  }

  /// Returns when there are no more messages.
  ///
  /// @throws IOException if the client sends a message without an end
  public void serve(InputStream in) throws IOException, InterruptedException {
    LineReader lines = new LineReader(in, LONGEST);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        take(line, threads);
      }
      threads.shutdown();
      var _ = threads.awaitTermination(lastWords.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      threads.shutdownNow();
    }
  }

  private void take(byte[] line, ExecutorService threads) {
    String text = new String(line, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return;
    }
    try {
      if (JsonText.parse(text) instanceof JsonObject message) {
        take(message, threads);
      } else {
        send(error(JsonNull.NULL, INVALID_REQUEST, "A message is a JSON object"));
      }
    } catch (JsonSyntaxException e) {
      send(error(JsonNull.NULL, PARSE_ERROR, "Parse error: " + e.getMessage()));
    }
  }

  private void take(JsonObject message, ExecutorService threads) {
    Json id = message.get("id");
    String method = message.text("method").orElse("");
    JsonObject params = message.object("params").orElse(JsonObject.EMPTY);
    if (method.equals("notifications/cancelled")) {
      cancel(params.get("requestId"));
    } else if (id != null && !method.isEmpty()) {
      running.put(id, threads.submit(() -> answer(id, method, params)));
      running.values().removeIf(Future::isDone);
    }
    // Other notifications say nothing that matters to us, and nobody was asked anything.
  }

  private void cancel(@Nullable Json id) {
    Future<?> call = id == null ? null : running.remove(id);
    if (call != null) {
      call.cancel(true);
    }
  }

  private void answer(Json id, String method, JsonObject params) {
    try {
      JsonObject result = requests.answer(method, params, progress());
      send(JsonObject.builder().put("jsonrpc", "2.0").put("id", id).put("result", result).build());
    } catch (ExtensionException e) {
      send(error(id, e.code(), e.text()));
    } catch (InvalidShape e) {
      send(error(id, ExtensionException.INVALID_PARAMS, e.text()));
    } catch (InterruptedException _) {
      // It was cancelled: there is no answer to that.
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, method + " broke", e);
      send(error(id, ExtensionException.INTERNAL_ERROR, "it broke with " + e));
    }
  }

  private ToolProgress progress() {
    return new ToolProgress() {
      @Override
      public void notification(String method, JsonObject params) {
        send(
            JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("params", params)
                .build());
      }

      @Override
      public boolean isAttended() {
        return false;
      }

      @Override
      public Elicited elicit(String message, Json requestedSchema) {
        throw new ExtensionException("nobody can be asked here", null);
      }
    };
  }

  private static JsonObject error(Json id, int code, String text) {
    JsonObject error = JsonObject.builder().put("code", code).put("message", text).build();
    return JsonObject.builder().put("jsonrpc", "2.0").put("id", id).put("error", error).build();
  }

  private synchronized void send(JsonObject message) {
    try {
      out.write((JsonText.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the client does not listen any more", e);
    }
  }
}
