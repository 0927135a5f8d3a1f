package dev.gander.adapters.analyze.grammar;

/// There are no parsers for this operating system and processor, or they cannot be loaded.
public final class UnsupportedMachine extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedMachine(Machine machine) {
    super(machine.os() + " on " + machine.architecture());
  }

  /// Linux has C libraries that do not fit.
  UnsupportedMachine(Machine machine, String library, Exception cause) {
    super(
        "%s on %s cannot load %s".formatted(machine.os(), machine.architecture(), library), cause);
  }
}
