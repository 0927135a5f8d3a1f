package dev.gander.adapters.persistence.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.keeping.Housekeeping;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.keeping.HousekeepingContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHousekeepingTest implements HousekeepingContract {
  @TempDir Path root;
  private final SettableClock clock = SettableClock.at("2026-11-28T17:00:00Z");
  private final AtomicInteger checks = new AtomicInteger();
  private Housekeeping housekeeping;

  @BeforeEach
  void open() {
    housekeeping = another();
  }

  private Housekeeping another() {
    return new FileHousekeeping(
        root.resolve("state/last_check"),
        root.resolve("results"),
        root.resolve("logs"),
        List.of(checks::incrementAndGet),
        clock);
  }

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
    Path file = root.resolve(isLog ? "logs/server/day" : "results").resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[bytes]);
      Files.setLastModifiedTime(file, FileTime.from(now().minus(age)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<String> kept(boolean isLog) {
    try (Stream<Path> all = Files.walk(root.resolve(isLog ? "logs" : "results"))) {
      return all.filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anotherServerSeesWhenTheLastCheckWas() {
    housekeeping.checkDatabases();

    assertEquals(clock.instant(), another().lastCheck());
    assertEquals(1, checks.get());
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path elsewhere = Files.write(root.resolve("precious"), new byte[100]);
    Files.setLastModifiedTime(elsewhere, FileTime.from(Instant.EPOCH));
    Files.createDirectories(root.resolve("results"));
    Files.createSymbolicLink(root.resolve("results/link"), elsewhere);

    assertEquals(0, housekeeping.capResults(1));
    assertEquals(100, Files.size(elsewhere));
  }
}
