package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.util.List;

/// Letters as rows, which go with their delivery.
public final class PostgresMail implements NodeMail {
  private static final String TOPIC = "mail";

  private final PostgresDatabase database;
  private final String node;

  public PostgresMail(PostgresDatabase database, String node) {
    this.database = database;
    this.node = node;
  }

  @Override
  public void send(String to, Letter letter) {
    var _ =
        database.write(
            handle ->
                handle
                    .createQuery(
                        "WITH sent AS (INSERT INTO node_letter (node, letter)"
                            + " VALUES (:node, :letter) RETURNING node)"
                            + " SELECT pg_notify(:channel, :topic || node) FROM sent")
                    .bind("node", to)
                    .bind("letter", JsonText.write(write(letter)))
                    .bind("channel", database.signals().channel())
                    .bind("topic", TOPIC + " ")
                    .map((_, _) -> true)
                    .list());
  }

  /// In one transaction: a letter that was taken is gone only when this node has it.
  @Override
  public List<Letter> take() {
    return database.write(
        handle ->
            handle
                .createQuery(
                    "WITH taken AS (DELETE FROM node_letter WHERE node = :node"
                        + " RETURNING number, letter)"
                        + " SELECT letter FROM taken ORDER BY number")
                .bind("node", node)
                .map((row, _) -> read(JsonText.parse(row.getString(1))))
                .list());
  }

  @Override
  public void onMail(Runnable then) {
    database
        .signals()
        .on(
            TOPIC,
            to -> {
              if (to.isEmpty() || to.get().equals(node)) {
                then.run();
              }
            });
  }

  private static JsonObject write(Letter letter) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("session", letter.session().value())
            .put("request", letter.requestId());
    return switch (letter) {
      case Letter.Cancel cancel -> json.put("cancel", cancel.cause().name()).build();
      case Letter.Interject interject ->
          json.put("message", MessageJson.write(interject.message())).build();
    };
  }

  private static Letter read(Json json) {
    JsonFields fields = JsonFields.of(json);
    SessionId session = new SessionId(fields.text("session"));
    String request = fields.text("request");
    return fields.object().has("cancel")
        ? new Letter.Cancel(session, request, cause(fields.text("cancel")))
        : new Letter.Interject(
            session,
            request,
            fields.required("message", it -> MessageJson.read(it, MessageJson.Reading.TOLERANT)));
  }

  private static Interruption cause(String name) {
    for (Interruption cause : Interruption.values()) {
      if (cause.name().equals(name)) {
        return cause;
      }
    }
    throw new InvalidShape("unknown cause `" + name + "`");
  }
}
