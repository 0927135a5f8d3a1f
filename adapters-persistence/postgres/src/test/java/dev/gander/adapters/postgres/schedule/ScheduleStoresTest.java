package dev.gander.adapters.postgres.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.own.Liveness;
import dev.gander.adapters.postgres.TwoServers;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.FireLedger.Claim;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.testkit.schedule.FireLedgerContract;
import dev.gander.testkit.schedule.RunHistoryContract;
import dev.gander.testkit.schedule.ScheduleStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Schedules on PostgreSQL, seen from two servers.
class ScheduleStoresTest {
  @RegisterExtension
  static final TwoServers SERVERS =
      new TwoServers(List.of(ScheduleTables.TABLES), "INSERT INTO schedule_state VALUES (0)");

  @Nested
  class Jobs implements ScheduleStoreContract {
    @TempDir Path folder;
    private PostgresScheduleStore here;
    private PostgresScheduleStore there;

    @BeforeEach
    void open() {
      here = store(true);
      there = store(false);
    }

    private PostgresScheduleStore store(boolean isFirst) {
      return new PostgresScheduleStore(
          isFirst ? SERVERS.first() : SERVERS.second(),
          folder.resolve(isFirst ? "one" : "two").resolve("scheduled_recipes"));
    }

    @Override
    public ScheduleStore jobs() {
      return here;
    }

    private static ScheduledJob job(String id) {
      return ScheduledJob.of(new JobId(id), "/" + id + ".yaml", "0 9 * * *");
    }

    @Test
    void changesOfOneServerAreSeenByTheOther() {
      List<ScheduledJob> three = Stream.of("c", "a", "b").map(Jobs::job).toList();
      here.change(_ -> three);
      assertEquals(three, there.read().orElseThrow());

      List<ScheduledJob> changed =
          List.of(three.get(1).withPaused(true), three.get(0), job("d"), job("ä"));
      there.change(_ -> changed);

      assertEquals(changed, here.read().orElseThrow());
      assertEquals(changed, store(true).read().orElseThrow());
    }

    @Test
    void aRecipeComesToTheOtherServerWithItsJob() throws IOException {
      JobId id = new JobId("my job");
      here.change(
          _ -> {
            here.writeRecipe(id, "title: \"ä\u0000\"");
            return List.of(ScheduledJob.of(id, here.recipeFile(id).toString(), "0 9 * * *"));
          });

      ScheduledJob seen = there.read().orElseThrow().getFirst();

      assertEquals(there.recipeFile(id).toString(), seen.source());
      assertTrue(there.hasRecipe(seen));
      assertEquals(
          Files.readString(here.recipeFile(id)).replace("\u0000", "\\u0000"),
          Files.readString(there.recipeFile(id)));
      there.change(stored -> List.of(stored.orElseThrow().getFirst().withPaused(true)));
      ScheduledJob back = here.read().orElseThrow().getFirst();
      assertEquals(here.recipeFile(id).toString(), back.source());
    }

    @Test
    void aJobThatIsMadeAnewBringsItsNewRecipe() throws IOException {
      JobId id = new JobId("a");
      ScheduledJob job = ScheduledJob.of(id, here.recipeFile(id).toString(), "0 9 * * *");
      for (String title : List.of("one", "two")) {
        here.change(_ -> List.of());
        here.writeRecipe(id, "title: " + title);
        here.change(_ -> List.of(job));
        there.read();
        assertEquals("title: " + title, Files.readString(there.recipeFile(id)));
      }
    }
  }

  @Nested
  class Fires implements FireLedgerContract {
    private final AtomicBoolean isFirstDead = new AtomicBoolean();
    private final Liveness liveness =
        Liveness.of(server -> !(server.equals("first") && isFirstDead.get()));

    @Override
    public FireLedger ledger() {
      return new PostgresFireLedger(SERVERS.first(), "first", liveness);
    }

    @Override
    public FireLedger ofAnotherServer() {
      return new PostgresFireLedger(SERVERS.second(), "second", liveness);
    }

    @Override
    public String server() {
      return "first";
    }

    @Override
    public void die() {
      isFirstDead.set(true);
    }

    @Test
    void theClaimOfADeadServerIsOver() {
      ledger().claim(JOB, NINE);
      assertTrue(ofAnotherServer().isClaimed(JOB));

      die();

      assertFalse(ofAnotherServer().isClaimed(JOB));
      assertEquals(Set.of(JOB), ofAnotherServer().leftOpen());
      assertEquals(new Claim.Settled(), ofAnotherServer().claim(JOB, NINE));
      assertEquals(new Claim.Granted("first"), ofAnotherServer().claim(JOB, TEN));
      ledger().release(JOB);
      assertTrue(ofAnotherServer().isClaimed(JOB), "who woke up too late has nothing to release");
    }

    @Test
    void ofManyJobsThatAreDueAtOnceEachFiresOnce() throws Exception {
      List<JobId> due = IntStream.range(0, 500).mapToObj(n -> new JobId("job " + n)).toList();
      List<Callable<Integer>> claims = new ArrayList<>();
      for (FireLedger server : List.of(ledger(), ofAnotherServer())) {
        for (JobId job : due) {
          claims.add(
              () -> {
                boolean isGranted = server.claim(job, NINE) instanceof Claim.Granted;
                if (isGranted) {
                  server.release(job);
                }
                return isGranted ? 1 : 0;
              });
        }
      }
      int fires = 0;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Integer> claim : threads.invokeAll(claims)) {
          fires += claim.get();
        }
      }

      assertEquals(due.size(), fires);
      Map<JobId, ?> settled = ledger().settled();
      assertTrue(settled.keySet().containsAll(due));
    }
  }

  @Nested
  class Runs implements RunHistoryContract {
    @Override
    public RunHistory history() {
      return new PostgresRunHistory(SERVERS.first());
    }
  }
}
