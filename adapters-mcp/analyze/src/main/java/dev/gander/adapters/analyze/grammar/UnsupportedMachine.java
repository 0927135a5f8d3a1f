package dev.gander.adapters.analyze.grammar;

/// There are no parsers for this operating system and processor.
public final class UnsupportedMachine extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedMachine(Machine machine) {
    super(machine.os() + " on " + machine.architecture());
  }
}
