package dev.gander.domain.schedule;

/// Provided to the service loader by a module with a timer. Thread-safe.
public interface JobTimerFactory {
  /// Starts a timer without plans.
  JobTimer start(JobTimer.Bell bell);
}
