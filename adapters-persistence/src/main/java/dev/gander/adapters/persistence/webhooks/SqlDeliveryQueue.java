package dev.gander.adapters.persistence.webhooks;

import dev.gander.adapters.persistence.own.Liveness;
import dev.gander.adapters.persistence.own.OldRows;
import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookDelivery.Progress;
import dev.gander.domain.webhook.WebhookDelivery.State;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is on its way to webhooks, in Gander's own database. The server that has taken a delivery
/// is written beside it.
public final class SqlDeliveryQueue implements DeliveryQueue {

  private final OwnTables database;
  private final String self;
  private final Liveness liveness;

  /// @param self identifies this process, and no later one with the same number
  /// @param isAlive whether a process that called itself so is running
  public SqlDeliveryQueue(OwnTables database, String self, Predicate<String> isAlive) {
    this(database, self, Liveness.of(isAlive));
  }

  public SqlDeliveryQueue(OwnTables database, String self, Liveness liveness) {
    this.database = database;
    this.self = self;
    this.liveness = liveness;
  }

  @Override
  public void add(List<WebhookDelivery> deliveries) {
    if (!deliveries.isEmpty()) {
      database.write(
          handle -> {
            deliveries.forEach(delivery -> insert(handle, delivery));
            return true;
          });
    }
  }

  private static void insert(Handle handle, WebhookDelivery delivery) {
    WebhookId webhook = delivery.webhook();
    WebhookSecret secret = delivery.secret();
    Progress progress = delivery.progress();
    handle
        .createUpdate(
            """
            INSERT INTO deliveries (event, owner, address, webhook, secret, body, state, attempts,
              created, due, due_text, problem)
            VALUES (:event, :owner, :address, :webhook, :secret, :body, :state, :attempts,
              :created, :due, :dueText, :problem)
            ON CONFLICT DO NOTHING\
            """)
        .bind("event", delivery.event())
        .bind("owner", delivery.owner().value())
        .bind("address", delivery.address().toString())
        .bind("webhook", webhook == null ? null : webhook.text())
        .bind("secret", secret == null ? null : secret.text())
        .bind("body", delivery.body())
        .bind("state", progress.state().wire())
        .bind("attempts", progress.attempts())
        .bind("created", progress.created().toString())
        .bind("due", progress.due().toEpochMilli())
        .bind("dueText", progress.due().toString())
        .bind("problem", progress.problem())
        .execute();
  }

  @Override
  public List<WebhookDelivery> take(Instant now, int limit) {
    if (!database.exists() || database.read(handle -> due(handle, now, limit)).isEmpty()) {
      return List.of();
    }
    return database.writeSoon(
        handle -> {
          List<WebhookDelivery> due = due(handle, now, limit);
          due.forEach(
              delivery ->
                  handle.execute(
                      "UPDATE deliveries SET taker = ? WHERE number = ?", self, delivery.number()));
          return due;
        });
  }

  /// Those that this server has taken are at work.
  private List<WebhookDelivery> due(Handle handle, Instant now, int limit) {
    List<String> busy =
        handle
            .createQuery(
                """
                SELECT DISTINCT taker FROM deliveries
                WHERE state = 'waiting' AND taker IS NOT NULL\
                """)
            .mapTo(String.class)
            .list()
            .stream()
            .filter(taker -> taker.equals(self) || liveness.isAlive(handle, taker))
            .toList();
    String free = busy.isEmpty() ? "" : " AND (taker IS NULL OR taker NOT IN (<busy>))";
    SqlQuery query =
        handle
            .createQuery(
                "SELECT * FROM deliveries WHERE state = 'waiting' AND due <= :now"
                    + free
                    + " ORDER BY due, number LIMIT :limit")
            .bind("now", now.toEpochMilli())
            .bind("limit", limit);
    if (!busy.isEmpty()) {
      query.bindList("busy", busy);
    }
    return query.map(SqlDeliveryQueue::read).list();
  }

  @Override
  public void settle(WebhookDelivery delivery) {
    Progress progress = delivery.progress();
    if (database.exists()) {
      database.writeSoon(
          handle ->
              handle
                  .createUpdate(
                      """
                      UPDATE deliveries SET state = :state, attempts = :attempts, due = :due,
                        due_text = :dueText, problem = :problem, taker = NULL
                      WHERE number = :number\
                      """)
                  .bind("state", progress.state().wire())
                  .bind("attempts", progress.attempts())
                  .bind("due", progress.due().toEpochMilli())
                  .bind("dueText", progress.due().toString())
                  .bind("problem", progress.problem())
                  .bind("number", delivery.number())
                  .execute());
    }
  }

  @Override
  public int surplus(Instant before) {
    return old().count(before);
  }

  @Override
  public int forget(Instant before) {
    return old().remove(before);
  }

  private OldRows old() {
    return new OldRows(database, "deliveries", "created", "state <> 'waiting'");
  }

  @Override
  public long waiting() {
    return database.exists()
        ? database.read(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM deliveries WHERE state = 'waiting'")
                    .mapTo(Long.class)
                    .one())
        : 0;
  }

  @Override
  public Optional<WebhookDelivery> find(long number) {
    return database.exists()
        ? database.read(
            handle ->
                handle
                    .createQuery("SELECT * FROM deliveries WHERE number = :number")
                    .bind("number", number)
                    .map(SqlDeliveryQueue::read)
                    .findOne())
        : Optional.empty();
  }

  @Override
  public List<WebhookDelivery> list(
      @Nullable KeyId owner, @Nullable State state, long before, int limit) {
    if (!database.exists()) {
      return List.of();
    }
    String whose = owner == null ? "" : " AND owner = :owner";
    String which = state == null ? "" : " AND state = :state";
    return database.read(
        handle -> {
          SqlQuery query =
              handle
                  .createQuery(
                      "SELECT * FROM deliveries WHERE number < :before"
                          + whose
                          + which
                          + " ORDER BY number DESC LIMIT :limit")
                  .bind("before", before)
                  .bind("limit", limit);
          if (owner != null) {
            query.bind("owner", owner.value());
          }
          if (state != null) {
            query.bind("state", state.wire());
          }
          return query.map(SqlDeliveryQueue::read).list();
        });
  }

  private static WebhookDelivery read(ResultSet row) throws SQLException {
    String webhook = row.getString("webhook");
    String secret = row.getString("secret");
    return new WebhookDelivery(
        row.getLong("number"),
        row.getString("event"),
        new KeyId(row.getString("owner")),
        WebhookAddress.of(row.getString("address")),
        webhook == null ? null : new WebhookId(webhook),
        secret == null ? null : new WebhookSecret(secret),
        row.getString("body"),
        new Progress(
            State.parse(row.getString("state")).orElseThrow(),
            row.getInt("attempts"),
            Instant.parse(row.getString("created")),
            Instant.parse(row.getString("due_text")),
            row.getString("problem")));
  }
}
