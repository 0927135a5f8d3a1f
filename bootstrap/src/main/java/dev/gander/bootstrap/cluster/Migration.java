package dev.gander.bootstrap.cluster;

import dev.gander.adapters.persistence.sessions.SessionDatabase;
import dev.gander.adapters.persistence.sessions.SqliteSessionRows;
import dev.gander.application.api.program.Chore.Destination;
import dev.gander.bootstrap.ondemand.OnDemandClusterStores;
import dev.gander.bootstrap.progress.ShownProgress;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory.Surroundings;
import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.session.SessionId;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// `goosed migrate`: copies the sessions of this machine to the database that several servers
/// share, or back.
///
/// @param columns of the terminal; 0 if there is none
/// @param out is told what came of it
/// @param err is told how far it is
public record Migration(
    Map<String, String> variables,
    GoosePaths paths,
    Clock clock,
    int columns,
    PrintStream out,
    PrintStream err) {

  /// @throws StorageException if a session could not be copied; the text names it
  public void run(Destination destination) throws InterruptedException {
    try (ClusterStores cluster =
            open(variables, clock, "migrate")
                .orElseThrow(
                    () ->
                        new InvalidInput(
                            "GANDER_DATABASE has to name the database of the servers"));
        SessionDatabase file = new SessionDatabase(paths.sessionDatabase())) {
      SessionRows files =
          new SqliteSessionRows(file, paths.state().resolve("gander").resolve("retired_sessions"));
      switch (destination) {
        case DATABASE -> copy(files, cluster.rows());
        case FILES -> copy(cluster.rows(), files);
      }
    }
  }

  /// What servers share, for a command of the command line.
  ///
  /// @return empty if the environment names no database
  public static Optional<ClusterStores> open(
      Map<String, String> variables, Clock clock, String command) {
    Surroundings surroundings =
        new Surroundings(() -> UUID.randomUUID().toString(), clock, Unobserved.INSTANCE);
    return ClusterChoice.of(variables, command)
        .map(settings -> new OnDemandClusterStores().open(settings, surroundings));
  }

  private void copy(SessionRows from, SessionRows to) throws InterruptedException {
    List<SessionId> ids = from.ids();
    SessionMove.Outcome outcome = move(new SessionMove(from, to), ids);
    out.printf(
        "Copied %d sessions with %d messages; %d were there already. All %d were compared.%n",
        outcome.copied(), outcome.messages(), outcome.present(), ids.size());
    if (!outcome.isComplete()) {
      throw new StorageException(problem(outcome), null);
    }
  }

  private SessionMove.Outcome move(SessionMove move, List<SessionId> ids)
      throws InterruptedException {
    AtomicInteger looked = new AtomicInteger();
    // Each session is looked at twice.
    try (ShownProgress _ =
        ShownProgress.counting(
            "Migrate", "sessions", ids.size(), () -> looked.get() / 2, err, columns)) {
      return move.run(ids, looked::set);
    }
  }

  private static String problem(SessionMove.Outcome outcome) {
    return outcome.different().isEmpty()
        ? "These sessions are there in a later state, or others have their ids; they stay as they"
            + " are: "
            + named(outcome.kept())
        : "These sessions are not the same in both places: " + named(outcome.different());
  }

  private static String named(List<SessionId> ids) {
    return String.join(", ", ids.stream().map(SessionId::value).toList());
  }
}
