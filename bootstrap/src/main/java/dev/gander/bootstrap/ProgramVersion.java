package dev.gander.bootstrap;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/// Which version this is, to whom.
final class ProgramVersion {
  private ProgramVersion() {}

  /// Ours, which the build writes into the module descriptor, and for class paths into the
  /// manifest.
  static String current() {
    return Optional.ofNullable(ProgramVersion.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .or(() -> Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion()))
        .orElse("unknown");
  }

  /// The goosed that we behave like, for extensions that look at their client's version.
  static String ofGoosed() {
    return "1.39.0";
  }
}
