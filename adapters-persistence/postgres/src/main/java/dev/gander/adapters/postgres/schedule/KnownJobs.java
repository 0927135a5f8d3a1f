package dev.gander.adapters.postgres.schedule;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The jobs as one server has read them.
///
/// @param version up to which changes are in it; 0 if nothing was ever stored
/// @param inOrder as clients see them
record KnownJobs(long version, Map<JobId, Entry> entries, List<ScheduledJob> inOrder) {
  static final KnownJobs NONE = new KnownJobs(0, Map.of(), List.of());

  /// @param place in the order of jobs
  record Entry(ScheduledJob job, long place) {}

  /// A change of one job.
  ///
  /// @param entry null if the job is gone
  record Changed(JobId id, @Nullable Entry entry) {}

  KnownJobs with(List<Changed> changes, long upTo) {
    Map<JobId, Entry> now = new HashMap<>(entries);
    for (Changed change : changes) {
      Entry entry = change.entry();
      if (entry == null) {
        now.remove(change.id());
      } else {
        now.put(change.id(), entry);
      }
    }
    return new KnownJobs(
        upTo,
        now,
        now.values().stream()
            .sorted(Comparator.comparingLong(Entry::place))
            .map(Entry::job)
            .toList());
  }

  Optional<List<ScheduledJob>> list() {
    return version == 0 ? Optional.empty() : Optional.of(inOrder);
  }

  Optional<Entry> entry(JobId id) {
    return Optional.ofNullable(entries.get(id));
  }

  Set<JobId> ids() {
    return entries.keySet();
  }

  long lastPlace() {
    return entries.values().stream().mapToLong(Entry::place).max().orElse(0);
  }

  /// Whether those of these jobs that are known come first, in the order in which they are known.
  boolean keepsOrder(List<ScheduledJob> wanted) {
    long last = 0;
    boolean isBehind = false;
    for (ScheduledJob job : wanted) {
      Entry known = entries.get(job.id());
      if (known == null) {
        isBehind = true;
      } else if (isBehind || known.place() < last) {
        return false;
      } else {
        last = known.place();
      }
    }
    return true;
  }
}
