package dev.gander.process;

/// The system that this process runs on, as far as processes are started in another way.
final class OperatingSystem {
  static final String NAME = System.getProperty("os.name", "");
  static final boolean IS_WINDOWS = NAME.startsWith("Windows");

  private OperatingSystem() {}
}
