package dev.gander.bootstrap;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/// The versions that the program reports.
final class ProgramVersion {
  private ProgramVersion() {}

  /// Our own version, which the build writes into the module descriptor and, for class paths, into
  /// the manifest.
  static String current() {
    return Optional.ofNullable(ProgramVersion.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .or(() -> Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion()))
        .orElse("unknown");
  }

  /// The version of goosed that we imitate, for extensions that check their client's version.
  static String ofGoosed() {
    return "1.39.0";
  }
}
