package dev.gander.domain.run;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Work that somebody has handed over.
///
/// @param owner the key with which it was handed over
/// @param recipe as it was then, filled in; null without one
/// @param schedule the job whose run it is; null for any other
/// @param session null until it has one
/// @param reason why it has not succeeded; null if there is nothing to say
/// @param attempts how many times it was begun
public record Run(
    RunId id,
    KeyId owner,
    RunRequest request,
    @Nullable JsonObject recipe,
    @Nullable String schedule,
    RunState state,
    @Nullable SessionId session,
    RunTimes times,
    @Nullable String reason,
    RunReport report,
    int attempts) {

  public static Run queued(
      RunId id, KeyId owner, RunRequest request, @Nullable JsonObject recipe, Instant now) {
    return new Run(
        id,
        owner,
        request,
        recipe,
        null,
        RunState.QUEUED,
        request.session(),
        RunTimes.createdAt(now),
        null,
        RunReport.NOTHING,
        0);
  }

  /// The run of a job, which needs no place.
  public static Run ofSchedule(
      RunId id, String schedule, KeyId owner, RunRequest request, Instant start) {
    return new Run(
        id,
        owner,
        request,
        null,
        schedule,
        RunState.RUNNING,
        null,
        RunTimes.createdAt(start).startedAt(start),
        null,
        RunReport.NOTHING,
        1);
  }

  /// The id of the request for its turn, by which its events are told: that of the run, and from
  /// the second attempt on with its number, as in `run_1.2`.
  public String turnId() {
    return attempts <= 1 ? id.text() : id.text() + "." + attempts;
  }

  public Run begun(Instant now) {
    return with(RunState.RUNNING, times.startedAt(now), attempts + 1);
  }

  /// It waits for a place again, after its server died.
  public Run queuedAgain() {
    return with(RunState.QUEUED, times, attempts);
  }

  /// @param changed one of those in which it has not ended
  public Run in(RunState changed) {
    return with(changed, times, attempts);
  }

  private Run with(RunState changed, RunTimes then, int begun) {
    return new Run(
        id, owner, request, recipe, schedule, changed, session, then, reason, report, begun);
  }

  public Run runningIn(SessionId its) {
    return new Run(
        id, owner, request, recipe, schedule, state, its, times, reason, report, attempts);
  }

  public Run ended(RunState how, @Nullable String why, RunReport came, Instant now) {
    return new Run(
        id,
        owner,
        request,
        recipe,
        schedule,
        how,
        session,
        times.endedAt(now),
        why,
        came,
        attempts);
  }

  /// With what came of it after all.
  public Run reporting(RunReport came) {
    return new Run(
        id, owner, request, recipe, schedule, state, session, times, reason, came, attempts);
  }

  /// Ended without anything having come of it that was not known before.
  public Run ended(RunState how, @Nullable String why, Instant now) {
    return ended(how, why, report, now);
  }
}
