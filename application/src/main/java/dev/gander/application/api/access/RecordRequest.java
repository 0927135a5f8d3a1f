package dev.gander.application.api.access;

import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Records who has asked for what: always, never, or as soon as there are keys.
public final class RecordRequest {
  private static final System.Logger LOG = System.getLogger(RecordRequest.class.getName());
  private static final long LOOK = Duration.ofSeconds(1).toNanos();

  /// When requests are recorded.
  public enum When {
    ALWAYS,
    NEVER,
    WITH_KEYS;

    /// @param setting `GANDER_AUDIT`; null if it is not set
    public static When of(@Nullable String setting) {
      return switch (Objects.requireNonNullElse(setting, "")) {
        case "on", "true", "1" -> ALWAYS;
        case "off", "false", "0" -> NEVER;
        default -> WITH_KEYS;
      };
    }
  }

  private final When when;
  private final AccessKeys keys;
  private final AuditLog log;
  private final Clock clock;
  private final LongSupplier nanos;
  private final AtomicLong nextLook;
  private volatile boolean on;

  /// @param nanos a clock that measures, as [System#nanoTime]
  public RecordRequest(When when, AccessKeys keys, AuditLog log, Clock clock, LongSupplier nanos) {
    this.when = when;
    this.keys = keys;
    this.log = log;
    this.clock = clock;
    this.nanos = nanos;
    this.nextLook = new AtomicLong(nanos.getAsLong());
    this.on = when == When.ALWAYS;
  }

  /// What is known of a request. Neither contents nor secrets.
  ///
  /// @param who the id of the key; `-` if it is not known
  /// @param about the session, or another thing, that it names; null for none
  /// @param outcome a status of HTTP, or a word
  public record Request(
      String who,
      @Nullable String from,
      String operation,
      @Nullable String about,
      String outcome) {}

  /// Records a request, if requests are recorded. A log that cannot be written is told in the log
  /// of the server, and keeps nobody from working.
  public void add(Request request) {
    if (!isOn()) {
      return;
    }
    try {
      log.add(
          new AuditEntry(
              clock.instant(),
              request.who(),
              request.from(),
              request.operation(),
              request.about(),
              request.outcome()));
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "a request is not in the audit log: {0}", e.text());
    }
  }

  /// There are keys from now on.
  public void keysExist() {
    if (when == When.WITH_KEYS) {
      on = true;
    }
  }

  /// Keys may be made by another process; that is looked for once a second at most.
  private boolean isOn() {
    if (on || when != When.WITH_KEYS) {
      return on;
    }
    long look = nextLook.get();
    long now = nanos.getAsLong();
    if (now - look >= 0 && nextLook.compareAndSet(look, now + LOOK)) {
      on = areThereKeys();
    }
    return on;
  }

  private boolean areThereKeys() {
    try {
      return !keys.isEmpty();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "whether there are keys is not known: {0}", e.text());
      return false;
    }
  }
}
