package dev.gander.domain.schedule;

import java.time.Instant;

/// Rings once for each planned moment. Thread-safe.
public interface JobTimer extends AutoCloseable {

  /// Plans the next ring of a job in place of its earlier plan. A moment in the past rings at once.
  /// Does nothing when closed.
  void plan(JobId job, Instant moment);

  /// Withdraws the plan of a job, if there is one. A ring in progress goes on.
  void cancel(JobId job);

  /// Ends all plans; no ring begins afterwards.
  @Override
  void close();

  /// What a timer rings.
  @FunctionalInterface
  interface Bell {
    /// Called after the planned moment, on a thread of its own, several at a time, at most once for
    /// each plan. The machine may have slept: the moment can lie long in the past.
    void ring(JobId job, Instant moment);
  }
}
