package dev.gander.testkit.keeping;

import dev.gander.domain.keeping.Housekeeping;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.keeping.InMemoryHousekeeping.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class InMemoryHousekeepingTest implements HousekeepingContract {
  private final SettableClock clock = SettableClock.at("2026-11-28T17:00:00Z");
  private final InMemoryHousekeeping housekeeping = new InMemoryHousekeeping(clock);

  @Override
  public Housekeeping housekeeping() {
    return housekeeping;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void keep(boolean isLog, String name, int bytes, Duration age) {
    files(isLog).add(new Kept(name, bytes, now().minus(age)));
  }

  @Override
  public Set<String> kept(boolean isLog) {
    return files(isLog).stream().map(Kept::name).collect(Collectors.toUnmodifiableSet());
  }

  private List<Kept> files(boolean isLog) {
    return isLog ? housekeeping.logs() : housekeeping.results();
  }
}
