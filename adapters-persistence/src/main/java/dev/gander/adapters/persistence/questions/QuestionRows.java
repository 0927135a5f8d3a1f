package dev.gander.adapters.persistence.questions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.AskedQuestion.Asker;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionAnswerJson;
import dev.gander.domain.turn.QuestionPlace;
import dev.gander.json.jackson.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows of questions. What belongs to other servers is not seen.
final class QuestionRows {
  private static final String NOT_OF_OTHERS = "server NOT IN (<others>)";
  private static final String ORDER = " ORDER BY since, id";

  private QuestionRows() {}

  static void put(Handle handle, AskedQuestion question, String server) {
    handle
        .createUpdate(
            """
            INSERT INTO questions
              (id, server, session, request, call, about, since, expires, answer)
              VALUES (:id, :server, :session, :request, :call, :about, :since, :expires, :answer)
              ON CONFLICT (id) DO UPDATE SET server = excluded.server, session = excluded.session,
                request = excluded.request, call = excluded.call, about = excluded.about,
                since = excluded.since, expires = excluded.expires, answer = excluded.answer""")
        .bind("id", question.id())
        .bind("server", server)
        .bind("session", question.session().value())
        .bind("request", question.asker().requestId())
        .bind("call", question.asker().toolRequestId())
        .bind("about", write(question.about()))
        .bind("since", question.since().toEpochMilli())
        .bind("expires", question.expires() == null ? null : question.expires().toEpochMilli())
        .bind(
            "answer",
            question.answer() == null
                ? null
                : JsonText.write(QuestionAnswerJson.write(question.answer())))
        .execute();
  }

  static boolean answer(Handle handle, String id, QuestionAnswer answer, String server) {
    return handle
            .createUpdate(
                "UPDATE questions SET answer = :answer, server = :server"
                    + " WHERE id = :id AND answer IS NULL")
            .bind("answer", JsonText.write(QuestionAnswerJson.write(answer)))
            .bind("server", server)
            .bind("id", id)
            .execute()
        == 1;
  }

  static Optional<AskedQuestion> find(Handle handle, String id, List<String> others) {
    return query(handle, "SELECT * FROM questions WHERE id = :id AND " + NOT_OF_OTHERS, others)
        .bind("id", id)
        .map(row -> read(row))
        .findOne();
  }

  static List<AskedQuestion> open(
      Handle handle, @Nullable QuestionPlace after, int most, List<String> others) {
    String sql =
        "SELECT * FROM questions WHERE answer IS NULL AND "
            + (after == null ? "" : "(since, id) > (:since, :id) AND ")
            + NOT_OF_OTHERS
            + ORDER
            + " LIMIT :most";
    SqlQuery query = query(handle, sql, others).bind("most", most);
    if (after != null) {
      query.bind("since", after.since().toEpochMilli()).bind("id", after.id());
    }
    return query.map(row -> read(row)).list();
  }

  static List<AskedQuestion> of(Handle handle, SessionId session, List<String> others) {
    String sql = "SELECT * FROM questions WHERE session = :session AND " + NOT_OF_OTHERS + ORDER;
    return query(handle, sql, others).bind("session", session.value()).map(row -> read(row)).list();
  }

  static List<SessionId> sessions(Handle handle, List<String> others) {
    return query(handle, "SELECT DISTINCT session FROM questions WHERE " + NOT_OF_OTHERS, others)
        .map(row -> new SessionId(row.getString("session")))
        .list();
  }

  private static SqlQuery query(Handle handle, String sql, List<String> others) {
    // PostgreSQL has no empty list.
    return handle.createQuery(sql).bindList("others", others.isEmpty() ? List.of("") : others);
  }

  private static AskedQuestion read(ResultSet row) throws SQLException {
    long expires = row.getLong("expires");
    Instant end = row.wasNull() ? null : Instant.ofEpochMilli(expires);
    String answer = row.getString("answer");
    return new AskedQuestion(
        row.getString("id"),
        new Asker(
            new SessionId(row.getString("session")),
            row.getString("request"),
            row.getString("call")),
        action(JsonText.parse(row.getString("about"))),
        Instant.ofEpochMilli(row.getLong("since")),
        end,
        answer == null ? null : QuestionAnswerJson.read(JsonText.parse(answer)));
  }

  private static String write(Action about) {
    return JsonText.write(MessageJson.writeContent(List.of(new Content.ActionRequired(about))));
  }

  private static Action action(Json about) {
    List<Content> content = MessageJson.readContent(about, MessageJson.Reading.TOLERANT);
    if (content.size() == 1 && content.getFirst() instanceof Content.ActionRequired(Action found)) {
      return found;
    }
    throw new InvalidShape("a question was expected");
  }
}
