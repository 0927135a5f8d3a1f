package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.json.InvalidShape;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/// Letters as rows, which go with their delivery.
public final class PostgresMail implements NodeMail {
  private static final System.Logger LOG = System.getLogger(PostgresMail.class.getName());
  private static final String TOPIC = "mail";

  private final PostgresDatabase database;
  private final String node;

  public PostgresMail(PostgresDatabase database, String node) {
    this.database = database;
    this.node = node;
  }

  @Override
  public long send(String to, Letter letter) {
    return database.write(
        handle ->
            handle
                .createQuery(
                    "WITH sent AS (INSERT INTO node_letter (node, letter)"
                        + " VALUES (:node, :letter) RETURNING number, node)"
                        + " SELECT number, pg_notify(:channel, :topic || node) FROM sent")
                .bind("node", to)
                .bind("letter", JsonText.write(LetterJson.write(letter)))
                .bind("channel", database.signals().channel())
                .bind("topic", TOPIC + " ")
                .map(row -> row.getLong(1))
                .one());
  }

  @Override
  public void takeBack(long letter) {
    var _ =
        database.write(
            handle -> handle.execute("DELETE FROM node_letter WHERE number = ?", letter));
  }

  @Override
  public boolean isAlive(String other) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT NOT (" + TurnTables.IS_DEAD + ") FROM (VALUES (:node)) AS t (node)")
                .bind("node", other)
                .mapTo(Boolean.class)
                .one());
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
                .map(row -> letter(row.getString(1)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  /// A later version may write what nobody here can read, and must not keep the rest away.
  private static Optional<Letter> letter(String json) {
    try {
      return Optional.of(LetterJson.read(JsonText.parse(json)));
    } catch (InvalidShape e) {
      LOG.log(Level.WARNING, "a letter of another server cannot be read: {0}", e.text());
      return Optional.empty();
    }
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
}
