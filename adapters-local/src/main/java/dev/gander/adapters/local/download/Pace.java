package dev.gander.adapters.local.download;

import dev.gander.adapters.local.hub.HubFailure;
import dev.gander.adapters.local.hub.HubRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Watches one attempt: that the server sends something worth waiting for, and that the disk does
/// not fill up, for which others may be the reason.
final class Pace implements HubRequests.Watch {
  private static final long DISK_NANOS = Duration.ofSeconds(1).toNanos();

  private final PartFile part;
  private final Path folder;
  private final Disk disk;
  private final Limits limits;
  private long windowBegan = System.nanoTime();
  private long diskSeen = windowBegan;
  private long lengthThen;

  Pace(PartFile part, Path folder, Disk disk, Limits limits) {
    this.part = part;
    this.folder = folder;
    this.disk = disk;
    this.limits = limits;
    lengthThen = part.length();
  }

  @Override
  public void look() throws HubFailure {
    long now = System.nanoTime();
    if (now - windowBegan >= limits.window().toNanos()) {
      if (part.length() - lengthThen < limits.leastInWindow()) {
        throw HubFailure.passing(
            "the server sends almost nothing: less than %d bytes in %d seconds"
                .formatted(limits.leastInWindow(), limits.window().toSeconds()),
            null);
      }
      windowBegan = now;
      lengthThen = part.length();
    }
    if (now - diskSeen >= DISK_NANOS) {
      diskSeen = now;
      requireSpace();
    }
  }

  private void requireSpace() throws HubFailure {
    try {
      if (disk.usable(folder) < 0) {
        throw HubFailure.lasting(
            "the disk of %s is nearly full; what has arrived stays, and a new start continues with it"
                .formatted(folder));
      }
    } catch (IOException e) {
      throw HubFailure.lasting("the disk of " + folder + " cannot be read: " + e.getMessage());
    }
  }
}
