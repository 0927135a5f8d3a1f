package dev.gander.adapters.cli.run;

import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where runs are worked on. Runs have the JSON form of `GET /gander/v1/runs/{id}`.
interface RunPlace extends AutoCloseable {
  /// The value of the request's member `recipe` for a file on this machine.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if it is not a recipe's
  /// @throws IOException if it cannot be read, or the server cannot be reached
  JsonObject recipe(Path file) throws IOException, InterruptedException;

  /// Starts a run.
  ///
  /// @param idempotencyKey null for a new one
  /// @return the run
  /// @throws dev.gander.domain.error.GanderException if it is refused
  /// @throws IOException if the server cannot be reached
  JsonObject start(JsonObject request, @Nullable String idempotencyKey)
      throws IOException, InterruptedException;

  /// Waits until the run has another state, or some time has passed.
  ///
  /// @return the run as it is then
  /// @throws IOException if the server cannot be reached
  JsonObject next(JsonObject run) throws IOException, InterruptedException;

  /// Ends the run.
  ///
  /// @return the run as it is then
  /// @throws IOException if the server cannot be reached
  JsonObject cancel(JsonObject run) throws IOException, InterruptedException;

  @Override
  void close();
}
