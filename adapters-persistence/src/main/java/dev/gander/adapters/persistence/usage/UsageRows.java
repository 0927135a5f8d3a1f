package dev.gander.adapters.persistence.usage;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlBatch;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.adapters.persistence.sql.SqlStatement;
import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.budget.EntryBounds;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.budget.UsageGroup;
import dev.gander.domain.budget.UsageQuery;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.model.TokenUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The statements of the ledger.
final class UsageRows {
  private static final String ALL_KEYS = "''";

  private static final String INSERT =
      """
      INSERT INTO usage_entries (at, day, key, session, recipe, schedule, run, provider, model,
        purpose, input, output, cache_read, cache_write, cost, estimated, model_calls, tool_calls,
        millis)
      VALUES (:at, :day, :key, :session, :recipe, :schedule, :run, :provider, :model,
        :purpose, :input, :output, :cacheRead, :cacheWrite, :cost, :estimated, :modelCalls,
        :toolCalls, :millis)\
      """;

  /// Of those that are contained in the sums.
  private static final String SURPLUS =
      """
      id <= (SELECT summed FROM usage_progress) AND (at < :since OR id <= coalesce(
        (SELECT id FROM usage_entries ORDER BY id DESC LIMIT 1 OFFSET :most), 0))\
      """;

  private static final String NEWEST = "name DESC";
  private static final String MOST_EXPENSIVE = "price DESC, tokens DESC, name";

  private UsageRows() {}

  static void insert(Handle handle, List<UsageEntry> entries) {
    SqlBatch batch = handle.prepareBatch(INSERT);
    entries.forEach(entry -> bind(batch, entry).add());
    batch.execute();
  }

  private static SqlBatch bind(SqlBatch batch, UsageEntry entry) {
    UsageEntry.@Nullable ModelCall call = entry.call();
    TokenUsage tokens = call == null ? TokenUsage.UNKNOWN : call.tokens();
    return batch
        .bind("at", entry.at().toEpochMilli())
        .bind("day", entry.day().toEpochDay())
        .bind("key", entry.payer().key().value())
        .bind("session", UsageGroup.SESSION.value(entry))
        .bind("recipe", entry.payer().recipe())
        .bind("schedule", entry.payer().schedule())
        .bind("run", entry.payer().run())
        .bind("provider", UsageGroup.PROVIDER.value(entry))
        .bind("model", UsageGroup.MODEL.value(entry))
        .bind("purpose", call == null ? null : call.purpose().wireName())
        .bind("input", orZero(tokens.input()))
        .bind("output", orZero(tokens.output()))
        .bind("cacheRead", orZero(tokens.cacheRead()))
        .bind("cacheWrite", orZero(tokens.cacheWrite()))
        .bind("cost", call == null ? Long.valueOf(0) : call.nanoDollars())
        .bind("estimated", call != null && call.estimated() ? 1 : 0)
        .bind("modelCalls", call == null ? 0 : 1)
        .bind("toolCalls", entry.toolCalls())
        .bind("millis", entry.millis());
  }

  private static long orZero(@Nullable Long count) {
    return Objects.requireNonNullElse(count, 0L);
  }

  /// Brings the sums up to date if at least so many entries are missing.
  static void sumUp(Handle handle, long least) {
    long done = handle.createQuery("SELECT summed FROM usage_progress").mapTo(Long.class).one();
    long last =
        handle
            .createQuery("SELECT coalesce(max(id), 0) FROM usage_entries")
            .mapTo(Long.class)
            .one();
    if (last - done < least) {
      return;
    }
    for (UsageGroup group : UsageGroup.values()) {
      for (String whose : List.of(ALL_KEYS, "'=' || key")) {
        handle.createUpdate(sumUp(group, whose)).bind("after", done).execute();
      }
    }
    handle.createUpdate("UPDATE usage_progress SET summed = :last").bind("last", last).execute();
  }

  /// With `WHERE`, since SQLite takes `ON CONFLICT` for a join otherwise.
  private static String sumUp(UsageGroup group, String whose) {
    return """
        INSERT INTO usage_sums (grouping, key, value, day, input, output, cache_read, cache_write,
          cost, unpriced, model_calls, tool_calls, millis)
        SELECT '%s', %s AS whose, coalesce('=' || %s, '') AS value, day,
          sum(input), sum(output), sum(cache_read), sum(cache_write), coalesce(sum(cost), 0),
          sum(CASE WHEN cost IS NULL AND model_calls > 0 THEN 1 ELSE 0 END),
          sum(model_calls), sum(tool_calls), sum(millis)
        FROM usage_entries WHERE id > :after AND %s GROUP BY whose, value, day
        ON CONFLICT (grouping, key, value, day) DO UPDATE SET
          input = usage_sums.input + excluded.input, output = usage_sums.output + excluded.output,
          cache_read = usage_sums.cache_read + excluded.cache_read,
          cache_write = usage_sums.cache_write + excluded.cache_write,
          cost = usage_sums.cost + excluded.cost,
          unpriced = usage_sums.unpriced + excluded.unpriced,
          model_calls = usage_sums.model_calls + excluded.model_calls,
          tool_calls = usage_sums.tool_calls + excluded.tool_calls,
          millis = usage_sums.millis + excluded.millis"""
        .formatted(group.wireName(), whose, column(group), condition(group));
  }

  private static String column(UsageGroup group) {
    return switch (group) {
      case DAY -> "date(day * 86400, 'unixepoch')";
      case KEY, PROVIDER, MODEL, RECIPE, SESSION, SCHEDULE, RUN -> group.wireName();
    };
  }

  /// See [UsageGroup#covers].
  private static String condition(UsageGroup group) {
    return switch (group) {
      case PROVIDER, MODEL -> "model_calls > 0";
      case DAY, KEY, RECIPE, SESSION, SCHEDULE, RUN -> "true";
    };
  }

  static long surplus(Handle handle, EntryBounds bounds) {
    return bound(handle.createQuery("SELECT count(*) FROM usage_entries WHERE " + SURPLUS), bounds)
        .mapTo(Long.class)
        .one();
  }

  /// Removes some that are not wanted any more.
  static int forget(Handle handle, EntryBounds bounds, int most) {
    return bound(
            handle.createUpdate(
                "DELETE FROM usage_entries WHERE id IN"
                    + (" (SELECT id FROM usage_entries WHERE " + SURPLUS + " LIMIT :atOnce)")),
            bounds)
        .bind("atOnce", most)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bound(S statement, EntryBounds bounds) {
    Instant since = bounds.since();
    return statement
        .bind("since", since == null ? Long.MIN_VALUE : since.toEpochMilli())
        .bind("most", Objects.requireNonNullElse(bounds.most(), Long.MAX_VALUE));
  }

  static Spending spent(Handle handle, Account account) {
    LocalDate day = account.day();
    String value = account.scope() == BudgetScope.DAY ? String.valueOf(day) : account.id();
    SqlQuery query =
        handle
            .createQuery(
                "SELECT coalesce(sum(input + output), 0), coalesce(sum(cost), 0),"
                    + " coalesce(sum(model_calls), 0), coalesce(sum(tool_calls), 0),"
                    + " coalesce(sum(millis), 0)"
                    + " FROM usage_sums WHERE grouping = :grouping AND key = '' AND value = :value"
                    + (day == null ? "" : " AND day = :day"))
            .bind("grouping", account.scope().wireName())
            .bind("value", "=" + value);
    return (day == null ? query : query.bind("day", day.toEpochDay()))
        .map(
            row ->
                new Spending(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
        .one();
  }

  static List<UsageSum> sums(Handle handle, UsageQuery asked) {
    LocalDate from = asked.from() == null ? LocalDate.MIN : asked.from();
    LocalDate to = asked.to() == null ? LocalDate.MAX : asked.to();
    return handle
        .createQuery(sums(asked.group() == UsageGroup.DAY ? NEWEST : MOST_EXPENSIVE))
        .bind("grouping", asked.group().wireName())
        .bind("key", asked.key() == null ? "" : "=" + asked.key().value())
        .bind("from", from.toEpochDay())
        .bind("to", to.toEpochDay())
        .bind("most", asked.most())
        .map(row -> sum(row))
        .list();
  }

  /// First only what decides which groups are wanted: there may be very many sessions.
  private static String sums(String order) {
    return """
        WITH wanted AS MATERIALIZED (
          SELECT value AS name, sum(cost) AS price, sum(input + output) AS tokens FROM usage_sums
          WHERE grouping = :grouping AND key = :key AND day BETWEEN :from AND :to
          GROUP BY value ORDER BY %1$s LIMIT :most)
        SELECT name, sum(input) AS input, sum(output) AS output,
          sum(cache_read) AS cache_read, sum(cache_write) AS cache_write, price AS cost,
          sum(unpriced) AS unpriced, sum(model_calls) AS model_calls,
          sum(tool_calls) AS tool_calls, sum(millis) AS millis
        FROM wanted CROSS JOIN usage_sums
        WHERE grouping = :grouping AND key = :key AND value = name
          AND day BETWEEN :from AND :to
        GROUP BY name, price, tokens ORDER BY %1$s"""
        .formatted(order);
  }

  private static UsageSum sum(ResultSet row) throws SQLException {
    String value = row.getString("name");
    return new UsageSum(
        value.isEmpty() ? null : value.substring(1),
        row.getLong("input"),
        row.getLong("output"),
        row.getLong("cache_read"),
        row.getLong("cache_write"),
        row.getLong("cost"),
        row.getLong("unpriced"),
        row.getLong("model_calls"),
        row.getLong("tool_calls"),
        row.getLong("millis"));
  }
}
