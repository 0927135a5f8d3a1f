package dev.gander.provider.kit.service;

import java.net.http.HttpTimeoutException;

/// The stages of one attempt at a request and the deadline of the current one. Apart from the
/// total, only time counts in which somebody waits: a reader may be held up by a slow client of
/// ours. Used by one thread after the other: the sender's, then the reader's.
final class CallClock {
  private enum Stage {
    HEAD,
    BEGINNING,
    STREAM
  }

  /// When a limit passes, on the clock of [System#nanoTime()], and what to say then.
  record Due(CallLimits.Limit limit, long at, String late) {
    private static Due after(CallLimits.Limit limit, long start, String late) {
      return new Due(limit, start + limit.duration().toNanos(), late);
    }

    private Due orSooner(Due other) {
      return other.at - at < 0 ? other : this;
    }

    /// In nanoseconds; 0 when it has passed.
    long left() {
      return Math.max(at - System.nanoTime(), 0);
    }

    HttpTimeoutException passed() {
      return new HttpTimeoutException(late + limit.words());
    }
  }

  private final CallLimits limits;
  private final Due whole;
  private final Due head;
  private Stage stage = Stage.HEAD;
  private long idle;

  CallClock(CallLimits limits) {
    long now = System.nanoTime();
    this.limits = limits;
    this.whole = Due.after(limits.total(), now, "the answer did not end within ");
    this.head =
        Due.after(
            limits.total().orShorter(limits.head()),
            now,
            "the model sent no response head within ");
  }

  void headArrived() {
    stage = Stage.BEGINNING;
  }

  /// Time was spent on waiting for whatever comes.
  void waited(long nanos) {
    idle += nanos;
  }

  /// Something arrived that the model said.
  void dataArrived() {
    stage = Stage.STREAM;
    idle = 0;
  }

  /// Of the response head.
  Due head() {
    return head;
  }

  /// Of a wait that begins now.
  Due next() {
    long now = System.nanoTime();
    return switch (stage) {
      case HEAD -> head;
      case BEGINNING ->
          whole.orSooner(
              Due.after(
                  limits.beginning(),
                  now - idle,
                  "the model sent a response head, but no event with data within "));
      case STREAM ->
          whole
              .orSooner(Due.after(limits.silence(), now, "the model sent nothing for "))
              .orSooner(
                  Due.after(limits.gap(), now - idle, "the model sent no event with data for "));
    };
  }
}
