package dev.gander.adapters.persistence.questions;

import dev.gander.adapters.persistence.own.Liveness;
import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionPlace;
import dev.gander.domain.turn.QuestionStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Questions in Gander's own database. The server to which one belongs is written beside it: that
/// which has asked it, or taken it over by asking again or answering.
///
/// Writes do not wait for the disk: a kill loses none of them, and after a power failure a question
/// is open that was answered a moment before, at worst.
public final class SqlQuestionStore implements QuestionStore {
  public static final TableGroup TABLES =
      new TableGroup(
          "questions",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE questions (
                    id TEXT PRIMARY KEY,
                    server TEXT NOT NULL,
                    session TEXT NOT NULL,
                    request TEXT NOT NULL,
                    call TEXT NOT NULL,
                    about TEXT NOT NULL,
                    since INTEGER NOT NULL,
                    expires INTEGER,
                    answer TEXT
                  )""",
                  "CREATE INDEX questions_open ON questions (since, id) WHERE answer IS NULL",
                  "CREATE INDEX questions_by_session ON questions (session, server)",
                  "CREATE INDEX questions_by_server ON questions (server)")));

  /// One step in the index for each server; `DISTINCT` would read a million rows.
  private static final String SERVERS =
      """
      WITH RECURSIVE servers(name) AS (
        SELECT min(server) FROM questions
        UNION ALL
        SELECT (SELECT min(server) FROM questions WHERE server > name)
          FROM servers WHERE name IS NOT NULL)
      SELECT name FROM servers WHERE name IS NOT NULL""";

  private final OwnTables database;
  private final String self;
  private final Liveness liveness;

  /// The sessions that may have questions, so that turns need not look. Those of a server that dies
  /// later are noticed when somebody looks at its questions. Null before the first look.
  private volatile @Nullable Set<SessionId> known;

  /// @param self identifies this process, and no later one with the same number
  /// @param isAlive whether a process that called itself so is running
  public SqlQuestionStore(OwnTables database, String self, Predicate<String> isAlive) {
    this(database, self, Liveness.of(isAlive));
  }

  public SqlQuestionStore(OwnTables database, String self, Liveness liveness) {
    this.database = database;
    this.self = self;
    this.liveness = liveness;
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public void keep(AskedQuestion question) {
    note(question);
    database.writeSoon(
        handle -> {
          QuestionRows.put(handle, question, self);
          return true;
        });
  }

  @Override
  public boolean answer(String id, QuestionAnswer answer) {
    return database.exists()
        && database.writeSoon(
            handle -> {
              List<String> others = others(handle);
              return QuestionRows.find(handle, id, others).isPresent()
                  && QuestionRows.answer(handle, id, answer, self);
            });
  }

  @Override
  public Optional<AskedQuestion> find(String id) {
    Optional<AskedQuestion> found =
        database.exists()
            ? database.read(handle -> QuestionRows.find(handle, id, others(handle)))
            : Optional.empty();
    found.ifPresent(this::note);
    return found;
  }

  @Override
  public List<AskedQuestion> open(@Nullable QuestionPlace after, int most) {
    List<AskedQuestion> found =
        database.exists()
            ? database.read(handle -> QuestionRows.open(handle, after, most, others(handle)))
            : List.of();
    found.forEach(this::note);
    return found;
  }

  @Override
  public List<AskedQuestion> of(SessionId session) {
    return mayHave(session)
        ? database.read(handle -> QuestionRows.of(handle, session, others(handle)))
        : List.of();
  }

  @Override
  public List<SessionId> sessions() {
    return database.exists()
        ? database.read(handle -> QuestionRows.sessions(handle, others(handle)))
        : List.of();
  }

  @Override
  public void remove(Collection<String> ids) {
    if (!ids.isEmpty() && database.exists()) {
      database.writeSoon(
          handle -> {
            ids.forEach(id -> handle.execute("DELETE FROM questions WHERE id = ?", id));
            return true;
          });
    }
  }

  private void note(AskedQuestion question) {
    if (!database.isShared()) {
      known().add(question.session());
    }
  }

  private boolean mayHave(SessionId session) {
    return database.isShared() || known().contains(session);
  }

  private Set<SessionId> known() {
    Set<SessionId> found = known;
    if (found == null) {
      synchronized (this) {
        found = known;
        if (found == null) {
          found = ConcurrentHashMap.newKeySet();
          found.addAll(sessions());
          known = found;
        }
      }
    }
    return found;
  }

  /// The other servers that are running: their questions are theirs.
  private List<String> others(Handle handle) {
    return handle.createQuery(SERVERS).mapTo(String.class).list().stream()
        .filter(server -> !server.equals(self) && liveness.isAlive(handle, server))
        .toList();
  }
}
