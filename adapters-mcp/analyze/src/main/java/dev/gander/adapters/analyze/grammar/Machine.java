package dev.gander.adapters.analyze.grammar;

import java.util.Locale;

/// What the natives of this machine are called.
record Machine(String os, String architecture) {
  static Machine current() {
    return new Machine(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /// `x86_64-linux-gnu-tree-sitter-java.so`
  ///
  /// @throws UnsupportedMachine if there is none for this machine
  String fileOf(String grammar) {
    String processor =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "aarch64";
          default -> throw new UnsupportedMachine(this);
        };
    String name = "-tree-sitter-" + grammar;
    String system = os.toLowerCase(Locale.ROOT);
    if (system.startsWith("linux")) {
      return processor + "-linux-gnu" + name + ".so";
    }
    if (system.startsWith("mac")) {
      return processor + "-macos" + name + ".dylib";
    }
    if (system.startsWith("windows") && processor.equals("x86_64")) {
      return processor + "-windows" + name + ".dll";
    }
    throw new UnsupportedMachine(this);
  }
}
