package dev.gander.adapters.speech.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How fast this machine is, as goosed reckons.
///
/// @param cores how many
/// @param megahertz of the fastest
public record Processor(int cores, double megahertz) {
  private static final Pattern SPEED = Pattern.compile("cpu MHz\\s*:\\s*([0-9.]+)");
  private static final int FAST = 16_000;

  /// Where the system does not tell.
  private static final double USUAL = 2000;

  public static Processor ofThisMachine() {
    return new Processor(
        Runtime.getRuntime().availableProcessors(),
        megahertz(Path.of("/proc/cpuinfo")).orElse(USUAL));
  }

  static OptionalDouble megahertz(Path cpuInfo) {
    try {
      return SPEED
          .matcher(Files.readString(cpuInfo))
          .results()
          .map((MatchResult found) -> found.group(1))
          .mapToDouble(Double::parseDouble)
          .max();
    } catch (IOException | NumberFormatException _) {
      // Only Linux has such a file, and not for every processor.
      return OptionalDouble.empty();
    }
  }

  boolean isFast() {
    return cores * megahertz >= FAST;
  }
}
