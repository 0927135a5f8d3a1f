package dev.gander.application.schedule;

import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.session.SessionId;
import java.util.concurrent.CountDownLatch;

/// A run that gets its session and then waits until a test lets it go.
final class HeldTask implements JobTask {
  static final SessionId SESSION = new SessionId("20260304_7");

  final CountDownLatch begun = new CountDownLatch(1);
  final CountDownLatch end = new CountDownLatch(1);

  @Override
  public RunResult run(ScheduledJob job, ActiveRun run) throws InterruptedException {
    run.runsIn(SESSION);
    begun.countDown();
    end.await();
    return Server.OK;
  }
}
