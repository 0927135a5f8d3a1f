package dev.gander.domain.schedule;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.SessionId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One run of a job in its history, or a fire without a run.
///
/// @param number counts the entries of a job from 1; 0 before the history has assigned one
/// @param trigger what started it
/// @param start when it started or should have started
/// @param end null while it runs
/// @param outcome null while it runs
/// @param reason why it failed or was skipped; null if there is nothing to say
/// @param fires how many fires in a row the entry stands for: more than one if they were skipped
///   for the same reason, the last of them at `end`
/// @param session null if it never came to one
/// @param tokens of all its model calls
/// @param cost of all its model calls, in US dollars; null if unknown
public record ScheduleRun(
    long number,
    JobId job,
    Trigger trigger,
    Instant start,
    @Nullable Instant end,
    @Nullable Outcome outcome,
    @Nullable String reason,
    long fires,
    @Nullable SessionId session,
    TokenUsage tokens,
    @Nullable Double cost) {

  /// What started a run.
  public enum Trigger {
    /// Its time had come.
    TIMER,
    /// It was made up for after its time had passed without a server.
    MISSED,
    /// The server that had begun it, or was about to, died.
    TAKEOVER,
    /// Someone asked for it.
    HAND
  }

  /// How a run ended.
  public enum Outcome {
    SUCCEEDED,
    FAILED,
    /// Someone ended it.
    KILLED,
    /// The server ended during the run.
    INTERRUPTED,
    /// It did not run.
    SKIPPED
  }

  /// A run that starts.
  public static ScheduleRun started(JobId job, Trigger trigger, Instant start) {
    return new ScheduleRun(
        0, job, trigger, start, null, null, null, 1, null, TokenUsage.UNKNOWN, null);
  }

  /// A fire that nothing came of.
  public static ScheduleRun skipped(JobId job, Instant fire, String reason) {
    return new ScheduleRun(
        0,
        job,
        Trigger.TIMER,
        fire,
        fire,
        Outcome.SKIPPED,
        reason,
        1,
        null,
        TokenUsage.UNKNOWN,
        null);
  }

  public boolean isOpen() {
    return outcome == null;
  }

  /// Whether a history has it.
  public boolean isStored() {
    return number > 0;
  }

  /// What counts of this entry and one that is to replace it.
  public ScheduleRun replacedBy(ScheduleRun next) {
    return isOpen() || next.outcome == Outcome.SKIPPED ? next : this;
  }

  /// Whether nothing came of either, for the same reason.
  public boolean isSkippedLike(ScheduleRun other) {
    return outcome == Outcome.SKIPPED
        && other.outcome == Outcome.SKIPPED
        && Objects.equals(reason, other.reason);
  }

  public ScheduleRun withNumber(long assigned) {
    return new ScheduleRun(
        assigned, job, trigger, start, end, outcome, reason, fires, session, tokens, cost);
  }

  public ScheduleRun in(SessionId its) {
    return new ScheduleRun(
        number, job, trigger, start, end, outcome, reason, fires, its, tokens, cost);
  }

  public ScheduleRun ended(Instant at, Outcome how, @Nullable String why) {
    return new ScheduleRun(number, job, trigger, start, at, how, why, fires, session, tokens, cost);
  }

  public ScheduleRun because(String why) {
    return new ScheduleRun(
        number, job, trigger, start, end, outcome, why, fires, session, tokens, cost);
  }

  public ScheduleRun using(TokenUsage used, @Nullable Double paid) {
    return new ScheduleRun(
        number, job, trigger, start, end, outcome, reason, fires, session, used, paid);
  }

  /// The same entry for another fire that was skipped after it.
  public ScheduleRun andAt(Instant fire, long more) {
    return new ScheduleRun(
        number, job, trigger, start, fire, outcome, reason, fires + more, session, tokens, cost);
  }
}
