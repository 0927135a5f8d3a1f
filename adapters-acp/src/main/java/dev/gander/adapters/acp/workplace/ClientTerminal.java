package dev.gander.adapters.acp.workplace;

import dev.gander.adapters.acp.rpc.RpcAsk;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.turn.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// A terminal of the client in which one command runs. Whatever happens, the command is ended and
/// the terminal is given back, even if the client makes it only after everybody has gone.
final class ClientTerminal implements AutoCloseable {
  /// In bytes; the client keeps the end.
  private static final long MOST_OUTPUT = 50_000;

  private final ClientRequests requests;
  private final CompletableFuture<String> id = new CompletableFuture<>();
  // Guarded by this.
  private boolean exited;
  private boolean closed;

  private ClientTerminal(ClientRequests requests) {
    this.requests = requests;
  }

  /// Returns when the terminal is there.
  static ClientTerminal create(ClientRequests requests, String command, Path folder)
      throws InterruptedException {
    ClientTerminal terminal = new ClientTerminal(requests);
    JsonObject params =
        requests
            .params()
            .put("command", command)
            .put("cwd", folder.toString())
            .put("outputByteLimit", MOST_OUTPUT)
            .build();
    RpcAsk question = requests.rpc().ask("terminal/create", params);
    Thread.ofVirtual().name("acp-terminal").start(() -> terminal.await(question));
    try {
      terminal.id.get();
      return terminal;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Unavailable reason ? reason : new IllegalStateException(e);
    } catch (InterruptedException e) {
      terminal.close();
      throw e;
    }
  }

  /// The client's answer counts even if the caller has gone.
  private void await(RpcAsk question) {
    try {
      String given =
          ClientRequests.answer(question::await)
              .text("terminalId")
              .orElseThrow(() -> new Unavailable("the client made no terminal"));
      boolean isLate;
      synchronized (this) {
        id.complete(given);
        isLate = closed;
      }
      if (isLate) {
        giveBack(given);
      }
    } catch (Unavailable e) {
      id.completeExceptionally(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String id() {
    return id.join();
  }

  ShownWork sight() {
    return new ShownWork.InTerminal(id());
  }

  private JsonObject.Builder params() {
    return requests.params().put("terminalId", id());
  }

  /// Waits for the end of the command, which comes at the limit at the latest.
  Workplace.Ran ran(@Nullable Duration limit) throws InterruptedException {
    RpcAsk exit = requests.rpc().ask("terminal/wait_for_exit", params().build());
    Optional<JsonObject> end = ended(exit, limit);
    if (end.isEmpty()) {
      exit.withdraw();
      requests.demand("terminal/kill", params().build());
    }
    synchronized (this) {
      exited = true;
    }
    JsonObject output = requests.ask("terminal/output", params().build());
    JsonObject status = output.object("exitStatus").or(() -> end).orElse(JsonObject.EMPTY);
    return new Workplace.Ran(
        output.text("output").orElse(""),
        end.isPresent() ? exitCode(status) : null,
        status.text("signal").orElse(null),
        output.get("truncated") == JsonBool.TRUE,
        end.isPresent());
  }

  private static Optional<JsonObject> ended(RpcAsk exit, @Nullable Duration limit)
      throws InterruptedException {
    return limit == null || exit.isAnswered(limit)
        ? Optional.of(ClientRequests.answer(exit::await))
        : Optional.empty();
  }

  private static @Nullable Integer exitCode(JsonObject status) {
    return status.get("exitCode") instanceof JsonNumber number && number.integer().isPresent()
        ? Integer.valueOf((int) number.integer().getAsLong())
        : null;
  }

  /// Idempotent.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    if (id.isDone() && !id.isCompletedExceptionally()) {
      giveBack(id());
    }
  }

  private synchronized void giveBack(String terminal) {
    JsonObject params = requests.params().put("terminalId", terminal).build();
    if (!exited) {
      exited = true;
      requests.demand("terminal/kill", params);
    }
    requests.demand("terminal/release", params);
  }
}
