package dev.gander.bootstrap;

import dev.gander.testkit.Eventually;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server while clients follow turns, people are asked, and runs are under way that a
/// webhook hears of. Looks after each restart whether those who come back have missed something or
/// heard it twice, whether each turn has one end, and whether each call that was allowed has run
/// once; and in the end at the same of the runs. `-Dgander.kills=100` makes it a hundred.
class KilledStreamsIT {
  private static final int KILLS = Integer.getInteger("gander.kills", 10);
  private static final int SESSIONS = 5;
  private static final long SEED = 20261128;

  /// How many more events there are before the kill: from the first one on, to the end of all
  /// turns.
  private static final int MOST_EVENTS = 150;

  private static final Map<String, String> LASTING =
      Map.of(
          "GANDER_JOURNAL", "on",
          "GANDER_KEEP_APPROVALS", "on",
          "GANDER_PARALLEL_RUNS", "8",
          "GANDER_WEBHOOK_PRIVATE_HOSTS", "127.0.0.1",
          "GOOSE_MODE", "approve");

  @TempDir Path root;
  private final Random random = new Random(SEED);
  private final List<FollowedSession> sessions = new ArrayList<>();

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES) // It counts kills, not time.
  void nobodyWhoComesBackHasAGapOrADoubleAndNoApprovalIsLost() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        RunsUnderWay runs = new RunsUnderWay(root, SEED)) {
      for (int kill = 0; kill < KILLS; kill++) {
        try (ImageServer server = ImageServer.start(root, LASTING)) {
          if (kill == 0) {
            runs.subscribe(server);
          }
          runs.goOn(server);
          comeBack(server);
          runs.goOn(server);
          talkUntilKilled(server, threads);
        }
      }
      try (ImageServer server = ImageServer.start(root, LASTING)) {
        comeBack(server);
        runs.check(server);
        System.err.printf("%s, %d questions answered%n", runs.figures(), runs.answered());
      }
    }
  }

  private void comeBack(ImageServer server) throws Exception {
    for (FollowedSession session : sessions) {
      session.comeBack(server);
    }
    while (sessions.size() < SESSIONS) {
      sessions.add(FollowedSession.start(server, root, random.nextLong()));
    }
  }

  private void talkUntilKilled(ImageServer server, ExecutorService threads) throws Exception {
    int before = events();
    int more = random.nextInt(MOST_EVENTS);
    List<Future<?>> talks = new ArrayList<>();
    for (FollowedSession session : sessions) {
      talks.add(
          threads.submit(
              () -> {
                session.talk(server);
                return null;
              }));
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    Eventually.holds(() -> events() >= before + more || System.nanoTime() > end);
    server.kill();
    for (Future<?> talk : talks) {
      talk.get();
    }
  }

  private int events() {
    return sessions.stream().mapToInt(FollowedSession::events).sum();
  }
}
