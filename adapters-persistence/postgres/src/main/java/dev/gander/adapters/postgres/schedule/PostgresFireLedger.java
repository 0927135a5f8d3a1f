package dev.gander.adapters.postgres.schedule;

import dev.gander.adapters.persistence.own.Liveness;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ledger with a row for each job, which is locked while it is claimed; claims of different
/// jobs do not wait for each other. A claim counts for as long as its server gives signs of life.
public final class PostgresFireLedger implements FireLedger {
  private static final long SECOND = 1_000_000_000;

  private final PostgresDatabase database;
  private final String self;
  private final Liveness liveness;

  /// @param self the id of this server
  /// @param liveness whether a server is alive
  public PostgresFireLedger(PostgresDatabase database, String self, Liveness liveness) {
    this.database = database;
    this.self = self;
    this.liveness = liveness;
  }

  private static long nanos(Instant moment) {
    return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), SECOND), moment.getNano());
  }

  private static Instant moment(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }

  @Override
  public Claim claim(JobId job, Instant fire) {
    // Each server comes with each fire, and all but one are late: they need not write.
    if (isSettled(job, fire)) {
      return new Claim.Settled();
    }
    return database.write(
        handle -> settle(handle, job, fire) ? claimed(handle, job) : new Claim.Settled());
  }

  @Override
  public boolean isSettled(JobId job, Instant fire) {
    return database
        .read(handle -> moment(handle, "settled", job))
        .filter(until -> !until.isBefore(fire))
        .isPresent();
  }

  @Override
  public Claim claim(JobId job) {
    return database.write(
        handle -> {
          handle.execute("INSERT INTO fire (job) VALUES (?) ON CONFLICT DO NOTHING", job.text());
          return claimed(handle, job);
        });
  }

  private Claim claimed(Handle handle, JobId job) {
    String owner =
        handle
            .createQuery("SELECT owner FROM fire WHERE job = :job FOR UPDATE")
            .bind("job", job.text())
            .mapTo(String.class)
            .findOne()
            .orElse(null);
    if (owner != null && liveness.isAlive(handle, owner)) {
      return new Claim.Running();
    }
    handle.execute("UPDATE fire SET owner = ? WHERE job = ?", self, job.text());
    return new Claim.Granted(owner);
  }

  @Override
  public void release(JobId job) {
    database.write(
        handle ->
            handle.execute(
                "UPDATE fire SET owner = NULL WHERE job = ? AND owner = ?", job.text(), self));
  }

  @Override
  public boolean isClaimed(JobId job) {
    return database.read(
        handle -> owner(handle, job).filter(owner -> liveness.isAlive(handle, owner)).isPresent());
  }

  @Override
  public boolean isHeld(JobId job) {
    return database.read(handle -> owner(handle, job).filter(self::equals).isPresent());
  }

  @Override
  public Set<JobId> leftOpen() {
    return database.read(
        handle -> {
          Map<String, Set<JobId>> claimed = new HashMap<>();
          handle
              .createQuery("SELECT owner, job FROM fire WHERE owner IS NOT NULL")
              .map(row -> Map.entry(row.getString("owner"), new JobId(row.getString("job"))))
              .forEach(
                  row ->
                      claimed
                          .computeIfAbsent(row.getKey(), _ -> new HashSet<>())
                          .add(row.getValue()));
          claimed.keySet().removeIf(owner -> liveness.isAlive(handle, owner));
          return claimed.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        });
  }

  private static Optional<String> owner(Handle handle, JobId job) {
    return handle
        .createQuery("SELECT owner FROM fire WHERE job = :job AND owner IS NOT NULL")
        .bind("job", job.text())
        .mapTo(String.class)
        .findOne();
  }

  @Override
  public Map<JobId, Instant> settled() {
    return database.read(
        handle -> {
          Map<JobId, Instant> settled = new HashMap<>();
          handle
              .createQuery("SELECT job, settled FROM fire WHERE settled IS NOT NULL")
              .map(
                  row -> Map.entry(new JobId(row.getString("job")), moment(row.getLong("settled"))))
              .forEach(entry -> settled.put(entry.getKey(), entry.getValue()));
          return settled;
        });
  }

  /// In the order of the jobs, so that servers that settle the same ones do not wait in a circle.
  @Override
  public void settle(Map<JobId, Instant> until) {
    if (!until.isEmpty()) {
      List<Map.Entry<JobId, Instant>> sorted =
          until.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
      database.write(
          handle -> {
            sorted.forEach(one -> settle(handle, one.getKey(), one.getValue()));
            return true;
          });
    }
  }

  /// @return false if that was dealt with before
  private static boolean settle(Handle handle, JobId job, Instant until) {
    return handle.execute(
            """
            INSERT INTO fire (job, settled) VALUES (?, ?)
            ON CONFLICT (job) DO UPDATE SET settled = excluded.settled
              WHERE fire.settled IS NULL OR fire.settled < excluded.settled""",
            job.text(),
            nanos(until))
        == 1;
  }

  @Override
  public void begin(JobId job, Instant moment) {
    database.write(
        handle ->
            handle.execute(
                """
                INSERT INTO fire (job, settled, begun) VALUES (?, ?, ?)
                ON CONFLICT (job) DO UPDATE SET begun = excluded.begun,
                  settled = greatest(fire.settled, excluded.settled)""",
                job.text(),
                nanos(moment),
                nanos(moment)));
  }

  @Override
  public Optional<Instant> begun(JobId job) {
    return database.read(handle -> moment(handle, "begun", job));
  }

  private static Optional<Instant> moment(Handle handle, String column, JobId job) {
    return handle
        .createQuery(
            "SELECT " + column + " FROM fire WHERE job = :job AND " + column + " IS NOT NULL")
        .bind("job", job.text())
        .map(row -> moment(row.getLong(1)))
        .findOne();
  }

  @Override
  public void takeBack(Instant now) {
    database.write(
        handle ->
            handle.execute(
                "UPDATE fire SET settled = ? WHERE settled > ?", nanos(now), nanos(now)));
  }

  @Override
  public void forget(Set<JobId> jobs) {
    List<String> texts = jobs.stream().sorted().map(JobId::text).toList();
    if (!texts.isEmpty()) {
      database.write(
          handle -> {
            texts.forEach(job -> forget(handle, job));
            return true;
          });
    }
  }

  private void forget(Handle handle, String job) {
    Optional<Row> row =
        handle
            .createQuery("SELECT owner FROM fire WHERE job = :job FOR UPDATE")
            .bind("job", job)
            .map(found -> new Row(found.getString("owner")))
            .findOne();
    if (row.isPresent() && !isClaimed(handle, row.get())) {
      handle.execute("DELETE FROM fire WHERE job = ?", job);
    }
  }

  private boolean isClaimed(Handle handle, Row row) {
    return row.owner() != null && liveness.isAlive(handle, row.owner());
  }

  private record Row(@Nullable String owner) {}
}
