package dev.gander.adapters.analyze.report;

import java.util.regex.Pattern;

/// The name that a model asks about, simple or with what is around it: `run`, `Job.run`,
/// `Job::run()`.
record SymbolName(String path) {
  private static final Pattern SEPARATOR = Pattern.compile("::|#(?=.)|/");
  private static final Pattern ARGUMENTS = Pattern.compile("\\(.*", Pattern.DOTALL);

  static SymbolName of(String given) {
    String bare = ARGUMENTS.matcher(given.strip()).replaceAll("");
    String path = SEPARATOR.matcher(bare).replaceAll(".");
    return new SymbolName(path.startsWith(".") ? "#" + path.substring(1) : path);
  }

  String simple() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  boolean matches(String definition) {
    return definition.equals(path) || definition.endsWith("." + path);
  }
}
