package dev.gander.domain.download;

import dev.gander.domain.error.Unavailable;
import java.nio.file.Path;

/// The disk cannot take the files that were asked for. Nothing was downloaded.
public final class NotEnoughSpace extends Unavailable {
  private static final long serialVersionUID = 1;
  private static final long MEGABYTE = 1_000_000;

  /// @param needed bytes that are still missing
  /// @param usable bytes that the disk has for them
  public NotEnoughSpace(Path folder, long needed, long usable) {
    super(
        "Not enough space in %s: %d MB are needed, %d MB are free for them"
            .formatted(folder, Math.ceilDiv(needed, MEGABYTE), Math.max(0, usable) / MEGABYTE));
  }
}
