package dev.gander.bootstrap;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What one client knows of its session: how it looks for certain, or else as the operation under
/// way would leave it.
final class KnownSession {
  private final String id;
  private Shown last;
  private Predicate<Optional<Shown>> certain;
  private @Nullable Predicate<Optional<Shown>> possible;
  private String operation = "nothing";
  private boolean named;

  KnownSession(String id, Shown shown) {
    this.id = id;
    this.last = shown;
    this.certain = still(shown);
  }

  String id() {
    return id;
  }

  /// As it was at the last look, or after the last operation.
  Shown last() {
    return last;
  }

  /// Whether the user gave it its name, so that no model gives it another.
  boolean isNamed() {
    return named;
  }

  void nameIsGiven() {
    named = true;
  }

  /// An operation is asked for: the session may look so from now on.
  void begin(String operation, Predicate<Optional<Shown>> outcome) {
    this.operation = operation;
    possible = outcome;
  }

  /// The operation was acknowledged: the session has to look so.
  void acknowledged(Predicate<Optional<Shown>> outcome) {
    certain = outcome;
    possible = null;
  }

  void acknowledged(Shown outcome) {
    acknowledged(still(outcome));
    last = outcome;
  }

  private static Predicate<Optional<Shown>> still(Shown shown) {
    return now -> now.isPresent() && now.get().isStill(shown);
  }

  /// Compares with what the server shows, which is certain from now on.
  ///
  /// @return whether the session is still there
  boolean check(Optional<Shown> now) {
    if (!certain.test(now) && (possible == null || !possible.test(now))) {
      throw new AssertionError(
          "session %s during or after %s: was\n%s\nis\n%s".formatted(id, operation, last, now));
    }
    now.ifPresent(this::acknowledged);
    return now.isPresent();
  }
}
