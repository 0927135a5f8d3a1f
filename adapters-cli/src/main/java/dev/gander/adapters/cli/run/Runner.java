package dev.gander.adapters.cli.run;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.RunState;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One run from its start to the exit code. stdout gets the result, stderr where the run stands.
final class Runner {
  private final RunOptions options;
  private final RunPlace place;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final AtomicBoolean isCancelled = new AtomicBoolean();
  private volatile @Nullable JsonObject current;

  public Runner(
      RunOptions options, RunPlace place, InputStream in, PrintStream out, PrintStream err) {
    this.options = options;
    this.place = place;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// Waits for the end of the run.
  ///
  /// @return the exit code
  /// @throws dev.gander.domain.error.GanderException if the run is refused
  /// @throws IOException if the server cannot be reached
  public int run() throws IOException, InterruptedException {
    JsonObject run = place.start(request(), options.idempotencyKey());
    current = run;
    if (isCancelled.get()) {
      run = place.cancel(run);
    }
    tell(run);
    while (!state(run).isEnd()) {
      JsonObject next = place.next(run);
      if (state(next) != state(run)) {
        tell(next);
      }
      run = next;
      current = run;
    }
    print(run);
    return exitCode(state(run));
  }

  /// Ends the run, from any thread.
  public void cancel() throws IOException, InterruptedException {
    isCancelled.set(true);
    JsonObject run = current;
    if (run != null && !state(run).isEnd()) {
      var _ = place.cancel(run);
    }
  }

  /// Whether the run is known to have ended.
  public boolean isOver() {
    JsonObject run = current;
    return run != null && state(run).isEnd();
  }

  private JsonObject request() throws IOException, InterruptedException {
    JsonObject request = options.request();
    if (options.recipeFile() != null) {
      request = request.with("recipe", place.recipe(Path.of(options.recipeFile())));
    }
    String prompt = options.prompt();
    if (prompt == null) {
      return request;
    }
    String said =
        prompt.equals("-") ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : prompt;
    return request.with("prompt", Json.of(said));
  }

  private static RunState state(JsonObject run) {
    return run.text("state").flatMap(RunState::parse).orElse(RunState.FAILED);
  }

  private void tell(JsonObject run) {
    String reason = run.text("reason").map(text -> ": " + text).orElse("");
    err.println(run.text("id").orElse("run") + " is " + state(run).wire() + reason);
  }

  private void print(JsonObject run) {
    if (options.isJson()) {
      out.print(JsonText.write(run) + "\n");
    } else {
      String text = run.object("result").flatMap(result -> result.text("text")).orElse("");
      out.print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
    }
    out.flush();
  }

  private static int exitCode(RunState state) {
    return switch (state) {
      case SUCCEEDED -> 0;
      case FAILED -> 1;
      case LIMIT -> 3;
      case INTERRUPTED -> 4;
      case CANCELLED -> 130;
      case QUEUED, RUNNING, WAITING ->
          throw new IllegalStateException("a run that has not ended: " + state);
    };
  }
}
