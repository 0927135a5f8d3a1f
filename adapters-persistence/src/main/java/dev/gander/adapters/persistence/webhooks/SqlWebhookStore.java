package dev.gander.adapters.persistence.webhooks;

import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlStatement;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookStore;
import dev.gander.domain.webhook.WebhookTopic;
import dev.gander.json.jackson.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Webhooks in Gander's own database.
public final class SqlWebhookStore implements WebhookStore {
  public static final TableGroup TABLES =
      new TableGroup(
          "webhooks",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE webhooks (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    id TEXT NOT NULL UNIQUE,
                    owner TEXT NOT NULL,
                    address TEXT NOT NULL,
                    topics TEXT NOT NULL,
                    schedule TEXT,
                    secret TEXT NOT NULL,
                    former TEXT,
                    former_until TEXT,
                    created TEXT NOT NULL
                  )""",
                  """
                  CREATE TABLE deliveries (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    event TEXT NOT NULL,
                    owner TEXT NOT NULL,
                    address TEXT NOT NULL,
                    webhook TEXT,
                    secret TEXT,
                    body TEXT NOT NULL,
                    state TEXT NOT NULL,
                    attempts INTEGER NOT NULL,
                    created TEXT NOT NULL,
                    due INTEGER NOT NULL,
                    due_text TEXT NOT NULL,
                    problem TEXT,
                    taker TEXT,
                    UNIQUE (event, address, owner)
                  )""",
                  "CREATE INDEX deliveries_due ON deliveries (due) WHERE state = 'waiting'",
                  "CREATE INDEX deliveries_by_owner ON deliveries (owner, number)")));

  private final OwnTables database;

  public SqlWebhookStore(OwnTables database) {
    this.database = database;
  }

  @Override
  public void add(Webhook webhook) {
    database.write(
        handle ->
            bound(
                    handle.createUpdate(
                        """
                        INSERT INTO webhooks (id, owner, address, topics, schedule, secret, former,
                          former_until, created)
                        VALUES (:id, :owner, :address, :topics, :schedule, :secret, :former,
                          :formerUntil, :created)"""),
                    webhook)
                .execute());
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Webhook webhook) {
    WebhookSecret former = webhook.former();
    Instant until = webhook.formerUntil();
    return statement
        .bind("id", webhook.id().text())
        .bind("owner", webhook.owner().value())
        .bind("address", webhook.address().toString())
        .bind("topics", JsonText.write(Webhook.names(webhook.topics())))
        .bind("schedule", webhook.schedule())
        .bind("secret", webhook.secret().text())
        .bind("former", former == null ? null : former.text())
        .bind("formerUntil", until == null ? null : until.toString())
        .bind("created", webhook.created().toString());
  }

  @Override
  public List<Webhook> list() {
    return database.exists()
        ? database.read(
            handle ->
                handle
                    .createQuery("SELECT * FROM webhooks ORDER BY number")
                    .map(SqlWebhookStore::read)
                    .list())
        : List.of();
  }

  @Override
  public Optional<Webhook> find(WebhookId id) {
    return database.exists() ? database.read(handle -> find(handle, id)) : Optional.empty();
  }

  private static Optional<Webhook> find(Handle handle, WebhookId id) {
    return handle
        .createQuery("SELECT * FROM webhooks WHERE id = :id")
        .bind("id", id.text())
        .map(SqlWebhookStore::read)
        .findOne();
  }

  private static Webhook read(ResultSet row) throws SQLException {
    String former = row.getString("former");
    return new Webhook(
        new WebhookId(row.getString("id")),
        new KeyId(row.getString("owner")),
        WebhookAddress.of(row.getString("address")),
        Set.copyOf(
            JsonFields.listOf(WebhookTopic::read).apply(JsonText.parse(row.getString("topics")))),
        row.getString("schedule"),
        new WebhookSecret(row.getString("secret")),
        former == null ? null : new WebhookSecret(former),
        time(row.getString("former_until")),
        Instant.parse(row.getString("created")));
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  @Override
  public Optional<Webhook> change(WebhookId id, UnaryOperator<Webhook> change) {
    return database.write(
        handle -> {
          Optional<Webhook> changed = find(handle, id).map(change);
          changed.ifPresent(
              webhook ->
                  bound(
                          handle.createUpdate(
                              """
                              UPDATE webhooks SET owner = :owner, address = :address,
                                topics = :topics, schedule = :schedule, secret = :secret,
                                former = :former, former_until = :formerUntil, created = :created
                              WHERE id = :id"""),
                          webhook)
                      .execute());
          return changed;
        });
  }

  @Override
  public boolean delete(WebhookId id) {
    return database.exists()
        && database.write(
            handle -> handle.execute("DELETE FROM webhooks WHERE id = ?", id.text()) > 0);
  }
}
