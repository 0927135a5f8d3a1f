package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.SharedQuestions;
import dev.gander.domain.json.Json;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionAnswerJson;
import dev.gander.json.jackson.JsonText;
import java.util.Optional;
import java.util.function.Consumer;

/// Questions for which turns wait, as rows. Who claims one, or answers it, tells all nodes.
public final class PostgresQuestions implements SharedQuestions {
  private static final String TOPIC = "question";
  private static final String SAME = "t.session_id = :session AND t.kind = :kind AND t.id = :id";

  private final PostgresDatabase database;
  private final String node;

  public PostgresQuestions(PostgresDatabase database, String node) {
    this.database = database;
    this.node = node;
  }

  @Override
  public long open(QuestionKey key) {
    return database.write(
        handle -> {
          var _ =
              keyed(
                      handle.createQuery(
                          "DELETE FROM turn_question t WHERE " + SAME + " RETURNING number"),
                      key)
                  .mapTo(Long.class)
                  .list();
          return keyed(
                  handle.createQuery(
                      "INSERT INTO turn_question (session_id, kind, id, node)"
                          + " VALUES (:session, :kind, :id, :node) RETURNING number"),
                  key)
              .bind("node", node)
              .mapTo(Long.class)
              .one();
        });
  }

  private static SqlQuery keyed(SqlQuery query, QuestionKey key) {
    return query
        .bind("session", key.session().value())
        .bind("kind", key.kind().name())
        .bind("id", json(key.id()));
  }

  private static String json(String text) {
    return JsonText.write(Json.of(text));
  }

  @Override
  public Standing standing(QuestionKey key) {
    return database.read(
        handle ->
            keyed(
                    handle.createQuery(
                        "SELECT CASE WHEN "
                            + TurnTables.IS_FREE
                            + " THEN 'OPEN' WHEN t.answer IS NULL THEN 'CLAIMED'"
                            + " ELSE 'ANSWERED' END FROM turn_question t WHERE "
                            + SAME
                            + " AND NOT "
                            + TurnTables.IS_DEAD),
                    key)
                .mapTo(String.class)
                .findOne()
                .map(Standing::valueOf)
                .orElse(Standing.GONE));
  }

  @Override
  public Optional<Long> claim(QuestionKey key) {
    return database.write(
        handle -> {
          Optional<Long> claimed =
              keyed(
                      handle.createQuery(
                          "UPDATE turn_question t SET claimer = :node WHERE "
                              + SAME
                              + " AND "
                              + TurnTables.IS_FREE
                              + " AND NOT "
                              + TurnTables.IS_DEAD
                              + " RETURNING t.number"),
                      key)
                  .bind("node", node)
                  .mapTo(Long.class)
                  .findOne();
          claimed.ifPresent(_ -> tell(handle, key.session().value()));
          return claimed;
        });
  }

  private void tell(Handle handle, String session) {
    var _ =
        handle
            .createQuery("SELECT pg_notify(:channel, :told)")
            .bind("channel", database.signals().channel())
            .bind("told", TOPIC + " " + session)
            .map(_ -> true)
            .list();
  }

  @Override
  public void answer(long question, QuestionAnswer answer) {
    String json = JsonText.write(QuestionAnswerJson.write(answer));
    var _ =
        database.write(
            handle ->
                told(
                    handle,
                    handle
                        .createQuery(
                            "UPDATE turn_question SET answer = :answer"
                                + " WHERE number = :number AND answer IS NULL AND claimer = :node"
                                + " RETURNING session_id")
                        .bind("number", question)
                        .bind("node", node)
                        .bind("answer", json)));
  }

  private boolean told(Handle handle, SqlQuery change) {
    Optional<String> session = change.mapTo(String.class).findOne();
    session.ifPresent(it -> tell(handle, it));
    return session.isPresent();
  }

  @Override
  public Optional<QuestionAnswer> heard(long question) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT answer FROM turn_question"
                        + " WHERE number = :number AND answer IS NOT NULL")
                .bind("number", question)
                .mapTo(String.class)
                .findOne()
                .map(answer -> QuestionAnswerJson.read(JsonText.parse(answer))));
  }

  @Override
  public void close(long question) {
    var _ =
        database.write(
            handle ->
                told(
                    handle,
                    handle
                        .createQuery(
                            "DELETE FROM turn_question WHERE number = :number"
                                + " RETURNING session_id")
                        .bind("number", question)));
  }

  @Override
  public void onChange(Consumer<Optional<SessionId>> then) {
    database.signals().on(TOPIC, session -> then.accept(session.map(SessionId::new)));
  }
}
