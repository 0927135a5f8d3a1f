package dev.gander.testkit.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobTimer;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// The contract of every [JobTimer].
public interface JobTimerContract {
  JobId A = new JobId("a/b \"é");
  JobId B = new JobId("b");

  JobTimer start(JobTimer.Bell bell);

  Instant now();

  /// Lets the time pass, if it does not by itself.
  void reach(Instant moment);

  /// A ring as it was heard.
  record Ring(JobId job, Instant moment) {}

  @Test
  default void eachPlanRingsOnce() throws Exception {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    Instant soon = now().plusMillis(150);
    Instant later = soon.plusMillis(150);
    try (JobTimer timer = start((job, moment) -> heard.add(new Ring(job, moment)))) {
      timer.plan(A, later);
      timer.plan(B, soon);
      reach(later);
      Eventually.holds(() -> heard.size() == 2);
    }
    assertHeard(Set.of(new Ring(B, soon), new Ring(A, later)), heard);
  }

  @Test
  default void momentInThePastRingsAtOnce() throws Exception {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    Instant past = now().minus(Duration.ofHours(5));
    try (JobTimer timer = start((job, moment) -> heard.add(new Ring(job, moment)))) {
      timer.plan(A, past);
      reach(now());
      Eventually.holds(() -> !heard.isEmpty());
    }
    assertEquals(List.of(new Ring(A, past)), heard);
  }

  /// Files that were edited by hand may contain any name.
  @Test
  default void jobMayHaveABlankName() throws Exception {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    Instant past = now().minusSeconds(1);
    try (JobTimer timer = start((job, moment) -> heard.add(new Ring(job, moment)))) {
      for (String name : List.of("", " ", "\n")) {
        timer.plan(new JobId(name), past);
      }
      reach(now());
      Eventually.holds(() -> heard.size() == 3);
    }
  }

  /// What is done about plans before they are due.
  @FunctionalInterface
  interface Changes {
    /// @param ahead how long before they are due it begins
    /// @return whether it was done well before; if not, nothing can be said about it
    boolean areInTime(Duration ahead) throws InterruptedException;
  }

  /// Time may pass by itself, and a machine may stand still meanwhile: what is due by then rings
  /// before it can be changed.
  private static void make(Changes changes) throws InterruptedException {
    Duration ahead = Duration.ofMillis(100);
    while (!changes.areInTime(ahead)) {
      ahead = ahead.multipliedBy(2);
    }
  }

  private boolean isWellBefore(Instant moment, Duration ahead) {
    return now().isBefore(moment.minus(ahead.dividedBy(2)));
  }

  @Test
  default void newPlanReplacesTheOldOneAndACancelledOneIsSilent() throws Exception {
    make(this::newPlanReplacesTheOldOneAndACancelledOneIsSilent);
  }

  private boolean newPlanReplacesTheOldOneAndACancelledOneIsSilent(Duration ahead)
      throws InterruptedException {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    try (JobTimer timer = start((job, moment) -> heard.add(new Ring(job, moment)))) {
      Instant soon = now().plus(ahead);
      Instant later = soon.plusMillis(100);
      Instant last = later.plusMillis(100);
      timer.plan(A, soon);
      timer.plan(A, later);
      timer.plan(B, soon);
      timer.cancel(B);
      timer.cancel(new JobId("unknown"));
      timer.plan(new JobId("last"), last);
      if (!isWellBefore(soon, ahead)) {
        return false;
      }
      reach(last);
      Eventually.holds(() -> heard.size() >= 2);
      assertHeard(Set.of(new Ring(A, later), new Ring(new JobId("last"), last)), heard);
      return true;
    }
  }

  /// Rings of different jobs may overtake each other.
  private static void assertHeard(Set<Ring> expected, List<Ring> heard) {
    assertEquals(expected, Set.copyOf(heard));
    assertEquals(expected.size(), heard.size());
  }

  @Test
  default void bellMayPlanTheNextRing() throws Exception {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    Instant first = now().plusMillis(50);
    JobTimer[] timer = new JobTimer[1];
    timer[0] =
        start(
            (job, moment) -> {
              heard.add(new Ring(job, moment));
              if (heard.size() < 3) {
                timer[0].plan(job, moment.plusMillis(50));
              }
            });
    try (JobTimer rings = timer[0]) {
      rings.plan(A, first);
      reach(first.plusMillis(200));
      Eventually.holds(() -> heard.size() == 3);
    }
    assertEquals(first.plusMillis(100), heard.getLast().moment());
  }

  @Test
  default void jobsOfOneMomentAllRingAndMayBePlannedForItAgain() throws Exception {
    make(this::jobsOfOneMomentAllRingAndMayBePlannedForItAgain);
  }

  private boolean jobsOfOneMomentAllRingAndMayBePlannedForItAgain(Duration ahead)
      throws InterruptedException {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    JobTimer[] timer = new JobTimer[1];
    timer[0] =
        start(
            (job, at) -> {
              heard.add(new Ring(job, at));
              if (job.equals(A)) {
                timer[0].plan(new JobId("again"), at);
              }
            });
    try (JobTimer rings = timer[0]) {
      Instant moment = now().plus(ahead);
      for (JobId job : List.of(A, B, new JobId("cancelled"))) {
        rings.plan(job, moment);
      }
      rings.cancel(new JobId("cancelled"));
      if (!isWellBefore(moment, ahead)) {
        return false;
      }
      reach(moment);
      Eventually.holds(() -> heard.size() == 3);
      assertHeard(
          Set.of(new Ring(A, moment), new Ring(B, moment), new Ring(new JobId("again"), moment)),
          heard);
      return true;
    }
  }

  @Test
  default void closedTimerIsSilent() throws Exception {
    make(this::closedTimerIsSilent);
  }

  private boolean closedTimerIsSilent(Duration ahead) {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    JobTimer timer = start((job, moment) -> heard.add(new Ring(job, moment)));
    Instant soon = now().plus(ahead);
    timer.plan(A, soon);

    timer.close();
    boolean isInTime = isWellBefore(soon, ahead);
    timer.plan(A, now());
    timer.cancel(A);
    timer.close();
    reach(soon);

    if (isInTime) {
      assertEquals(List.of(), heard);
    }
    return isInTime;
  }
}
