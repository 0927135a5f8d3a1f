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

  /// How far ahead a plan is that must not ring before the test takes it back.
  Duration TIME_TO_CANCEL = Duration.ofSeconds(2);

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

  @Test
  default void newPlanReplacesTheOldOneAndACancelledOneIsSilent() throws Exception {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    JobTimer timer = start((job, moment) -> heard.add(new Ring(job, moment)));
    Instant soon = now().plus(TIME_TO_CANCEL);
    Instant later = soon.plusMillis(100);
    Instant last = later.plusMillis(100);
    try (timer) {
      timer.plan(A, soon);
      timer.plan(A, later);
      timer.plan(B, soon);
      timer.cancel(B);
      timer.cancel(new JobId("unknown"));
      timer.plan(new JobId("last"), last);
      reach(last);
      Eventually.holds(() -> heard.size() >= 2);
    }
    assertHeard(Set.of(new Ring(A, later), new Ring(new JobId("last"), last)), heard);
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
    Instant moment = now().plus(TIME_TO_CANCEL);
    try (JobTimer rings = timer[0]) {
      for (JobId job : List.of(A, B, new JobId("cancelled"))) {
        rings.plan(job, moment);
      }
      rings.cancel(new JobId("cancelled"));
      reach(moment);
      Eventually.holds(() -> heard.size() == 3);
    }
    assertHeard(
        Set.of(new Ring(A, moment), new Ring(B, moment), new Ring(new JobId("again"), moment)),
        heard);
  }

  @Test
  default void closedTimerIsSilent() {
    List<Ring> heard = new CopyOnWriteArrayList<>();
    JobTimer timer = start((job, moment) -> heard.add(new Ring(job, moment)));
    timer.plan(A, now().plus(Duration.ofHours(1)));

    timer.close();
    timer.plan(A, now());
    timer.cancel(A);
    timer.close();
    reach(now().plus(Duration.ofHours(2)));

    assertEquals(List.of(), heard);
  }
}
