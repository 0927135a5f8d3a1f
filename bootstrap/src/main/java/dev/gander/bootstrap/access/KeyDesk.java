package dev.gander.bootstrap.access;

import dev.gander.adapters.persistence.access.AuditCheck;
import dev.gander.adapters.persistence.access.SqlAccessKeys;
import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.application.api.access.CreateKey;
import dev.gander.application.api.access.ListKeys;
import dev.gander.application.api.access.NewSecret;
import dev.gander.application.api.access.RevokeKey;
import dev.gander.application.api.access.RotateKey;
import dev.gander.application.api.program.KeyOrder;
import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.Scope;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out what is asked for on the command line. A server that runs sees it at once. Secrets
/// go to stdout alone, so that a script can take them from there.
public final class KeyDesk {
  private final Path database;
  private final AuditOfCommands audit;
  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;

  /// @param database `gander.db`
  public KeyDesk(
      Path database, AuditOfCommands audit, Clock clock, PrintStream out, PrintStream err) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /// @throws dev.gander.domain.error.GanderException if it cannot be done
  public void serve(KeyOrder order) {
    try (OwnDatabase opened = new OwnDatabase(database, List.of(SqlAccessKeys.TABLES))) {
      serve(order, new SqlAccessKeys(opened));
    }
  }

  /// @param keys that are not in this machine's database
  /// @throws dev.gander.domain.error.GanderException if it cannot be done
  public void serve(KeyOrder order, AccessKeys keys) {
    switch (order) {
      case KeyOrder.Add add -> add(keys, add);
      case KeyOrder.ListAll _ -> list(keys);
      case KeyOrder.Rotate rotate -> rotate(keys, rotate);
      case KeyOrder.Revoke revoke -> revoke(keys, revoke);
    }
  }

  private void add(AccessKeys keys, KeyOrder.Add order) {
    CreateKey create =
        new CreateKey(
            keys, new SecureRandom(), () -> UUID.randomUUID().toString(), clock, () -> {});
    Instant end = order.end(clock.instant());
    NewSecret made =
        create.create(
            new CreateKey.Order(order.name(), order.scopes(), end, order.requestsPerMinute()));
    audit.note(keys, "keys add", made.key().id().value());
    show("The key " + made.key().name() + " (" + made.key().id() + ")", made);
  }

  private void show(String what, NewSecret made) {
    err.println(what + " has this secret, which is not shown again:");
    out.println(made.secret().text());
    out.flush();
  }

  private void rotate(AccessKeys keys, KeyOrder.Rotate order) {
    AccessKey key = new ListKeys(keys).find(order.key());
    NewSecret made =
        new RotateKey(keys, new SecureRandom(), clock).rotate(key.id(), order.overlap());
    audit.note(keys, "keys rotate", made.key().id().value());
    show(
        "The secret before it is valid until " + made.key().overlapEnds() + ". " + key.name(),
        made);
  }

  private void revoke(AccessKeys keys, KeyOrder.Revoke order) {
    AccessKey key = new ListKeys(keys).find(order.key());
    new RevokeKey(keys, clock).revoke(key.id());
    audit.note(keys, "keys revoke", key.id().value());
    err.println("The key " + key.name() + " (" + key.id() + ") is refused from now on.");
  }

  private void list(AccessKeys keys) {
    ListKeys listing = new ListKeys(keys);
    List<AccessKey> page = listing.list(null, ListKeys.MOST);
    if (page.isEmpty()) {
      err.println("There are no keys.");
    }
    while (!page.isEmpty()) {
      page.forEach(key -> out.println(line(key)));
      page = listing.list(page.getLast().id(), ListKeys.MOST);
    }
    out.flush();
  }

  private String line(AccessKey key) {
    String scopes =
        key.scopes().stream().sorted().map(Scope::wire).collect(Collectors.joining(","));
    String rate =
        key.requestsPerMinute() == null ? "" : "  " + key.requestsPerMinute() + " a minute";
    return "%s  %s  %s  %s%s".formatted(key.id(), state(key), scopes, key.name(), rate);
  }

  private String state(AccessKey key) {
    if (key.revoked() != null) {
      return "revoked " + key.revoked();
    }
    if (key.expires() == null) {
      return "valid";
    }
    return (key.isValidAt(clock.instant()) ? "valid until " : "expired ") + key.expires();
  }

  /// Follows the chain of the audit log.
  ///
  /// @param archive where its oldest files are; null if nowhere
  /// @return whether it is whole
  /// @throws dev.gander.domain.error.StorageException if it cannot be read
  public boolean verifyAudit(@Nullable Path archive) {
    AuditCheck.Finding found =
        (archive == null
                ? new AuditCheck(audit.folder())
                : AuditCheck.withArchive(archive, audit.folder()))
            .run();
    if (found.problem() != null) {
      err.println("Error: the audit log was changed: " + found.problem());
    } else if (found.last() == 0) {
      out.println("The audit log is empty.");
    } else {
      String missing =
          found.first() == 1 ? "" : " Entries before " + found.first() + " are not here.";
      out.println(
          "Entries %d to %d are as they were written. The last one has the hash %s.%s"
              .formatted(found.first(), found.last(), found.hash(), missing));
    }
    out.flush();
    return found.problem() == null;
  }
}
