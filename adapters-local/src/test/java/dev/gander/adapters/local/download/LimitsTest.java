package dev.gander.adapters.local.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  void pausesDoubleUpToAMinute() {
    assertEquals(
        List.of(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L),
        IntStream.rangeClosed(1, 8)
            .mapToObj(Limits.USUAL::pause)
            .map(Duration::toSeconds)
            .toList());
  }

  @Test
  void speedIsThatOfTheLastSeconds() {
    SpeedMeter meter = new SpeedMeter();
    assertNull(meter.bytesPerSecond());
    meter.add(0, 0);
    assertNull(meter.bytesPerSecond());

    meter.add(2 * SECOND, 2000);
    assertEquals(1000, meter.bytesPerSecond());
    meter.add(20 * SECOND, 3000);
    meter.add(22 * SECOND, 3000);
    assertEquals(0, meter.bytesPerSecond());
    meter.add(24 * SECOND, 0);
    assertEquals(0, meter.bytesPerSecond());
  }

  @Test
  void someOfTheDiskIsLeftToOthers() throws Exception {
    long whole = Files.getFileStore(folder).getUsableSpace();

    assertTrue(Disk.ofSystem(folder) < whole);
    assertTrue(Disk.ofSystem(folder) >= whole - 2 * Disk.MOST_KEPT);
  }
}
