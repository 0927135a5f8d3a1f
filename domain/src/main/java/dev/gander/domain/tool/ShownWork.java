package dev.gander.domain.tool;

import org.jspecify.annotations.Nullable;

/// What a tool call does to files or in a terminal, for clients that show it.
public sealed interface ShownWork {
  /// The kinds of work.
  enum Kind {
    READ,
    EDIT,
    EXECUTE
  }

  /// The work begins.
  ///
  /// @param file that it is about; null if it is about none
  /// @param line where; null for the whole file
  record Begun(Kind kind, @Nullable String file, @Nullable Long line) implements ShownWork {}

  /// A file has another text.
  ///
  /// @param before its text before; null if that is unknown, or there was none
  record Changed(String file, @Nullable String before, String after) implements ShownWork {}

  /// A command runs in a terminal of the client that prompts.
  record InTerminal(String terminalId) implements ShownWork {}
}
