package dev.gander.provider.kit.service;

import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// The stages of one attempt at a request and the time that is left in the current one. Used by one
/// thread after the other: the sender's, then the reader's.
final class CallClock {
  private enum Stage {
    HEAD,
    BEGINNING,
    STREAM
  }

  /// A limit that is running: when it passes, on the clock of [System#nanoTime()].
  private record Due(TimeLimit limit, long at, String late) {
    static Due after(TimeLimit limit, long start, String late) {
      return new Due(limit, start + limit.duration().toNanos(), late);
    }

    Due orSooner(Due other) {
      return other.at - at < 0 ? other : this;
    }
  }

  private final CallLimits limits;
  private final Due whole;
  private final Due head;
  private Stage stage = Stage.HEAD;
  private long arrived;
  private long told;

  CallClock(CallLimits limits) {
    long now = System.nanoTime();
    this.limits = limits;
    this.whole = Due.after(limits.total(), now, "the answer did not end within ");
    this.head =
        Due.after(
            limits.head().isShorterThan(limits.total()) ? limits.head() : limits.total(),
            now,
            "the model sent no response head within ");
  }

  void headArrived() {
    stage = Stage.BEGINNING;
    arrived = System.nanoTime();
    told = arrived;
  }

  /// Something arrived, be it only a sign of life.
  void pieceArrived() {
    arrived = System.nanoTime();
  }

  /// Something arrived that the model said.
  void dataArrived() {
    stage = Stage.STREAM;
    told = System.nanoTime();
    arrived = told;
  }

  /// Nanoseconds until the next deadline; not positive when it has passed.
  long left() {
    return due().at - System.nanoTime();
  }

  Duration untilHead() {
    return Duration.ofNanos(Math.max(head.at - System.nanoTime(), 1));
  }

  /// Names the stage whose deadline passes next.
  HttpTimeoutException late() {
    Due due = due();
    return new HttpTimeoutException(due.late + due.limit.words());
  }

  private Due due() {
    return switch (stage) {
      case HEAD -> head;
      case BEGINNING ->
          whole.orSooner(
              Due.after(
                  limits.beginning(),
                  told,
                  "the model sent a response head, but no event with data within "));
      case STREAM ->
          whole
              .orSooner(Due.after(limits.silence(), arrived, "the model sent nothing for "))
              .orSooner(Due.after(limits.gap(), told, "the model sent no event with data for "));
    };
  }
}
