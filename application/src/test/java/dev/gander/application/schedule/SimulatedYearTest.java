package dev.gander.application.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.schedule.CronExpression;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A year of 200 jobs on one or two servers that come, go and die at random: each fire is run once,
/// and missed only if there was no server.
class SimulatedYearTest {
  private static final Instant START = Instant.parse("2027-11-01T00:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(366));
  private static final Duration LATE = Duration.ofMinutes(1);

  private final Random random = new Random(20_260_304);
  private final Server.Shared shared = new Server.Shared();
  private final Map<JobId, List<Instant>> ran = new LinkedHashMap<>();
  private final List<Period> alive = new ArrayList<>();
  private final List<Server> servers = new ArrayList<>();

  /// A time during which at least one server was there.
  private record Period(Instant from, Instant to) {
    boolean contains(Instant moment) {
      return !moment.isBefore(from) && !moment.isAfter(to);
    }
  }

  @Test
  void eachFireIsCountedOnce() {
    shared.clock.set(START);
    servers.add(server());
    for (int i = 0; i < 200; i++) {
      JobId id = new JobId("job" + i);
      ran.put(id, new ArrayList<>());
      servers.getFirst().schedules.create(id, cron(i), Server.RECIPE, null);
    }
    Instant from = START;
    while (shared.clock.instant().isBefore(END)) {
      Instant now = shared.clock.instant();
      if (random.nextInt(6) == 0) {
        servers.forEach(server -> end(server));
        servers.clear();
        alive.add(new Period(from, now));
        shared.clock.advance(pause(50));
        from = shared.clock.instant();
        servers.add(server());
      } else if (servers.size() == 1) {
        servers.add(server());
      } else {
        end(servers.remove(random.nextInt(2)));
      }
      shared.timer.reach(shared.clock.instant());
      shared.timer.reach(shared.clock.instant().plus(pause(100)));
    }
    alive.add(new Period(from, shared.clock.instant()));

    assertEquals(expected(shared.clock.instant()), ran);
    assertTrue(ran.values().stream().mapToInt(List::size).sum() > 50_000);
  }

  private Duration pause(int mostHours) {
    return Duration.ofSeconds(random.nextInt(mostHours * 3600));
  }

  private Server server() {
    Server server = new Server(shared, this::run, Runnable::run);
    server.schedules.lookAround();
    return server;
  }

  /// It stops in good order, or dies.
  private void end(Server server) {
    if (random.nextBoolean()) {
      server.ledger.die();
    }
    server.close();
  }

  private RunResult run(ScheduledJob job, ActiveRun run) {
    ran.get(job.id()).add(shared.clock.instant());
    return Server.OK;
  }

  private String cron(int number) {
    int minute = random.nextInt(60);
    int hour = random.nextInt(24);
    if (number < 3) {
      return minute + " * * * *";
    }
    return switch (number % 8) {
      case 0 -> minute + " " + hour + " * * *";
      case 1 -> minute + " " + hour + " * * MON-FRI";
      case 2 -> minute + " " + hour + " L * *";
      case 3 -> minute + " " + hour + " 15W * *";
      case 4 -> minute + " */8 * * *";
      case 5 -> minute + " " + hour + " * * " + random.nextInt(8) + "#" + (1 + random.nextInt(5));
      case 6 -> minute + " " + hour + " * * 1-5/2";
      default -> minute + " " + hour + " 29 2,3 *";
    };
  }

  /// Every minute of the year that matches and had a server, in time or soon afterwards.
  private Map<JobId, List<Instant>> expected(Instant end) {
    Map<JobId, CronExpression> crons = new LinkedHashMap<>();
    Map<JobId, List<Instant>> expected = new LinkedHashMap<>();
    servers
        .getFirst()
        .schedules
        .list()
        .forEach(job -> crons.put(job.id(), CronExpression.parse(job.cron())));
    ran.keySet().forEach(id -> expected.put(id, new ArrayList<>()));
    for (Instant at = START.plusSeconds(60); !at.isAfter(end); at = at.plusSeconds(60)) {
      LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
      Instant moment = at;
      crons.forEach(
          (id, cron) -> {
            if (cron.matches(local)) {
              runAt(moment).ifPresent(expected.get(id)::add);
            }
          });
    }
    return expected;
  }

  /// When a fire is run: at once, or when a server comes in time.
  private Optional<Instant> runAt(Instant fire) {
    return alive.stream()
        .filter(period -> period.contains(fire) || isSoonAfter(period.from(), fire))
        .map(period -> period.contains(fire) ? fire : period.from())
        .findFirst();
  }

  private static boolean isSoonAfter(Instant from, Instant fire) {
    return from.isAfter(fire) && fire.isAfter(from.minus(LATE));
  }
}
