package dev.gander.domain.schedule;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who runs a job, and up to when its fires are dealt with, so that servers which share their jobs
/// neither fire one twice nor run it twice at a time. A claim ends with its server, however that
/// ends. Thread-safe, and against other processes. What was written survives a kill of the process.
/// Every method throws [dev.gander.domain.error.StorageException] when the ledger cannot be
/// reached.
public interface FireLedger {

  /// Claims the fire of a job. The first claim of a fire deals with it and with all before it, also
  /// when the answer is [Claim.Running].
  Claim claim(JobId job, Instant fire);

  /// Whether a fire, or a later one, was dealt with.
  boolean isSettled(JobId job, Instant fire);

  /// Claims a job for a run that no fire asks for.
  Claim claim(JobId job);

  /// The answer to a claim.
  sealed interface Claim {
    /// The job is the caller's until it is released.
    ///
    /// @param left the last owner, if it died before it released the job; null otherwise
    record Granted(@Nullable String left) implements Claim {}

    /// A server, perhaps the caller's own, is running the job.
    record Running() implements Claim {}

    /// This fire, or a later one, was dealt with before.
    record Settled() implements Claim {}
  }

  /// Ends the caller's claim.
  void release(JobId job);

  /// Whether a living server has claimed the job.
  boolean isClaimed(JobId job);

  /// Whether the caller's claim still counts: nobody has taken the job over.
  boolean isHeld(JobId job);

  /// The jobs whose last owner died before it released them.
  Set<JobId> leftOpen();

  /// Up to when the fires of each job are dealt with; jobs that were never settled are missing.
  Map<JobId, Instant> settled();

  /// Declares all fires up to these moments dealt with; later declarations stay.
  void settle(Map<JobId, Instant> until);

  /// Begins a new job: its fires up to this moment are dealt with.
  void begin(JobId job, Instant moment);

  /// When a job began; empty if another program made it.
  Optional<Instant> begun(JobId job);

  /// Brings whatever is dealt with up to a later moment back to this one: a clock was wrong.
  void takeBack(Instant now);

  /// Forgets jobs that are gone, except those that are claimed.
  void forget(Set<JobId> jobs);
}
