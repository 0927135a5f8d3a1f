package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.SessionPlaces;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Labels beside the events of their session; its last node beside its lease. A question after a
/// folder is a row that each node adds its answer to, and that the one who asked removes.
public final class PostgresPlaces implements SessionPlaces {
  private static final System.Logger LOG = System.getLogger(PostgresPlaces.class.getName());
  private static final String QUESTION = "folder";
  private static final String ANSWER = "folder_answer";

  private final PostgresDatabase database;
  private final String node;

  /// Those who wait for answers here, by the numbers of their questions.
  private final ConcurrentMap<Long, Semaphore> waiting = new ConcurrentHashMap<>();

  public PostgresPlaces(PostgresDatabase database, String node) {
    this.database = database;
    this.node = node;
    database.signals().on(ANSWER, this::heard);
  }

  @Override
  public void want(SessionId session, Set<String> labels) {
    String text = String.join(" ", new TreeSet<>(labels));
    database.write(
        handle ->
            labels.isEmpty()
                ? handle.execute("DELETE FROM session_place WHERE session_id = ?", session.value())
                : handle.execute(
                    "INSERT INTO session_place VALUES (?, ?) ON CONFLICT (session_id)"
                        + " DO UPDATE SET labels = excluded.labels",
                    session.value(),
                    text));
  }

  @Override
  public Set<String> wanted(SessionId session) {
    return text("SELECT labels FROM session_place WHERE session_id = :session", session)
        .map(labels -> Set.of(labels.split(" ")))
        .orElse(Set.of());
  }

  @Override
  public Optional<String> last(SessionId session) {
    return text("SELECT last_holder FROM turn_lease WHERE session_id = :session", session);
  }

  private Optional<String> text(String query, SessionId session) {
    return database.read(
        handle ->
            handle
                .createQuery(query)
                .bind("session", session.value())
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public Set<String> seeing(Path folder, Set<String> asked, Duration patience)
      throws InterruptedException {
    long begun = System.nanoTime();
    long number = database.write(handle -> ask(handle, folder));
    Semaphore news = new Semaphore(0);
    waiting.put(number, news);
    try {
      Answers answers = answers(number);
      for (long left = patience.toNanos(); left > 0 && !answers.areOf(asked); ) {
        var _ = news.tryAcquire(left, TimeUnit.NANOSECONDS);
        news.drainPermits();
        answers = answers(number);
        left = patience.toNanos() - (System.nanoTime() - begun);
      }
      Set<String> seeing = new HashSet<>(answers.seeing());
      seeing.retainAll(asked);
      return seeing;
    } finally {
      waiting.remove(number);
      database.write(
          handle -> handle.execute("DELETE FROM folder_question WHERE number = ?", number));
    }
  }

  private long ask(Handle handle, Path folder) {
    long number =
        handle
            .createQuery(
                "INSERT INTO folder_question (asker, folder) VALUES (:node, :folder)"
                    + " RETURNING number")
            .bind("node", node)
            .bind("folder", JsonText.write(Json.of(folder.toString())))
            .mapTo(Long.class)
            .one();
    tell(handle, QUESTION, number);
    return number;
  }

  private void tell(Handle handle, String topic, long number) {
    var _ =
        handle
            .createQuery("SELECT pg_notify(:channel, :told)")
            .bind("channel", database.signals().channel())
            .bind("told", topic + " " + number)
            .map(_ -> true)
            .list();
  }

  private record Answers(Set<String> nodes, Set<String> seeing) {
    boolean areOf(Set<String> asked) {
      return nodes.containsAll(asked);
    }
  }

  private Answers answers(long number) {
    Set<String> nodes = new HashSet<>();
    Set<String> seeing = new HashSet<>();
    database.read(
        handle ->
            handle
                .createQuery("SELECT node, is_there FROM folder_answer WHERE question = :number")
                .bind("number", number)
                .map(
                    row ->
                        nodes.add(row.getString("node"))
                            && row.getBoolean("is_there")
                            && seeing.add(row.getString("node")))
                .list());
    return new Answers(nodes, seeing);
  }

  /// Not on the thread of the signals: a folder may be slow to look at.
  @Override
  public void answer(Predicate<Path> isThere) {
    database
        .signals()
        .on(
            QUESTION,
            _ -> Thread.ofVirtual().name("folder answers").start(() -> answerAll(isThere)));
  }

  private record Asked(long number, String folder) {}

  private void answerAll(Predicate<Path> isThere) {
    try {
      List<Asked> open =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          "SELECT number, folder FROM folder_question q WHERE asker <> :node"
                              + " AND NOT EXISTS (SELECT FROM folder_answer a"
                              + " WHERE a.question = q.number AND a.node = :node)")
                      .bind("node", node)
                      .map(row -> new Asked(row.getLong(1), row.getString(2)))
                      .list());
      open.forEach(asked -> answer(asked, isThere.test(path(asked))));
    } catch (StorageException | InvalidPathException e) {
      LOG.log(Level.DEBUG, "another server does not learn of a folder: {0}", e.getMessage());
    }
  }

  private static Path path(Asked asked) {
    return Path.of(JsonFields.asText(JsonText.parse(asked.folder())));
  }

  /// Whoever asked may have stopped waiting.
  private void answer(Asked asked, boolean isThere) {
    database.write(
        handle -> {
          handle.execute(
              "INSERT INTO folder_answer (question, node, is_there)"
                  + " SELECT number, ?, ? FROM folder_question WHERE number = ?"
                  + " ON CONFLICT DO NOTHING",
              node,
              isThere,
              asked.number());
          tell(handle, ANSWER, asked.number());
          return true;
        });
  }

  private void heard(Optional<String> number) {
    waiting.forEach(
        (asked, news) -> {
          if (number.isEmpty() || number.get().equals(String.valueOf(asked))) {
            news.release();
          }
        });
  }
}
