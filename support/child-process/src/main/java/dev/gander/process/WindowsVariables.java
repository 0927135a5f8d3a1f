package dev.gander.process;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Environment variables of Windows, where `Path` and `PATH` are one. A program that gets both sees
/// either.
final class WindowsVariables {
  private WindowsVariables() {}

  /// Each variable once, found in any case. The names of this process's own are in upper case, so
  /// that one that is not was set for the child, and counts.
  static Map<String, String> merged(Map<String, String> variables) {
    Map<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    variables.forEach(
        (name, value) -> {
          boolean isOurs = name.equals(name.toUpperCase(Locale.ROOT));
          if (!isOurs || !merged.containsKey(name)) {
            merged.put(name, value);
          }
        });
    return merged;
  }
}
