package dev.gander.bootstrap.cluster;

import dev.gander.adapters.persistence.sessions.SessionDatabase;
import dev.gander.adapters.persistence.sessions.SqliteSessionRows;
import dev.gander.application.api.program.Chore.Destination;
import dev.gander.bootstrap.keeping.ChosenSecrets;
import dev.gander.bootstrap.ondemand.OnDemandClusterStores;
import dev.gander.bootstrap.progress.ShownProgress;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory.Surroundings;
import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.OwnState;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.session.SessionId;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// `goosed migrate`: copies what servers share from the files of this machine to their database, or
/// back: first what belongs to no session, and then the sessions.
///
/// @param secrets of this machine
public record Migration(
    Map<String, String> variables,
    GoosePaths paths,
    ChosenSecrets secrets,
    Clock clock,
    Terminal terminal) {

  /// Where a person sees it.
  ///
  /// @param columns 0 if there is none
  /// @param out is told what came of it
  /// @param err is told how far it is
  public record Terminal(int columns, PrintStream out, PrintStream err) {}

  /// @param isReplacing whether what the destination has otherwise is replaced; no session is by an
  ///   older state of itself
  /// @throws StorageException if something could not be copied; the text names it
  public void run(Destination destination, boolean isReplacing) throws InterruptedException {
    try (ClusterStores cluster =
            open(variables, clock, "migrate")
                .orElseThrow(
                    () ->
                        new InvalidInput(
                            "GANDER_DATABASE has to name the database of the servers"));
        SessionDatabase file = new SessionDatabase(paths.sessionDatabase());
        OtherMoves others = new OtherMoves(variables, paths, secrets, cluster)) {
      SessionRows files = new SqliteSessionRows(file, OwnState.RETIRED_SESSIONS.in(paths.state()));
      if (!others.movesSecrets()) {
        terminal.out().println("secrets: stay where they are, without GANDER_CLUSTER_KEY");
      }
      List<MoveOutcome> outcomes = others.run(destination, isReplacing, this::tell);
      Optional<String> problem =
          switch (destination) {
            case DATABASE -> copy(files, cluster.rows());
            case FILES -> copy(cluster.rows(), files);
          };
      List<String> problems = new ArrayList<>(problem.stream().toList());
      if (outcomes.stream().anyMatch(outcome -> !outcome.kept().isEmpty())) {
        problems.add(
            "Other things that stay as they are, since they are not the same in both places, are"
                + " named above; with --replace they are replaced");
      }
      if (!problems.isEmpty()) {
        throw new StorageException(String.join(". ", problems), null);
      }
    }
  }

  private void tell(MoveOutcome outcome) {
    if (!outcome.isNothing()) {
      terminal.out().println(outcome.text());
    }
  }

  /// What servers share, for a command of the command line.
  ///
  /// @return empty if the environment names no database
  public static Optional<ClusterStores> open(
      Map<String, String> variables, Clock clock, String command) {
    Surroundings surroundings =
        new Surroundings(() -> UUID.randomUUID().toString(), clock, Unobserved.INSTANCE);
    return ClusterChoice.of(variables, () -> command)
        .map(settings -> new OnDemandClusterStores().open(settings, surroundings));
  }

  private Optional<String> copy(SessionRows from, SessionRows to) throws InterruptedException {
    List<SessionId> ids = from.ids();
    SessionMove.Outcome outcome = move(new SessionMove(from, to), ids);
    terminal
        .out()
        .printf(
            "Copied %d sessions with %d messages; %d were there already. All %d were compared.%n",
            outcome.copied(), outcome.messages(), outcome.present(), ids.size());
    return outcome.isComplete() ? Optional.empty() : Optional.of(problem(outcome));
  }

  private SessionMove.Outcome move(SessionMove move, List<SessionId> ids)
      throws InterruptedException {
    AtomicInteger looked = new AtomicInteger();
    // Each session is looked at twice.
    try (ShownProgress _ =
        ShownProgress.counting(
            "Migrate",
            "sessions",
            ids.size(),
            () -> looked.get() / 2,
            terminal.err(),
            terminal.columns())) {
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
