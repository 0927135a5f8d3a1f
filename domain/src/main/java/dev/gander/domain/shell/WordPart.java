package dev.gander.domain.shell;

/// A part of a word of a command line.
public sealed interface WordPart {
  /// What the program gets, quotes removed.
  record Text(String text) implements WordPart {}

  /// What the shell fills in when it runs: a variable, the output of a command, the names of files.
  ///
  /// @param name of the variable if it is a plain one, otherwise empty
  /// @param hasSlashes whether it may contain any text, and not only parts of a file's name
  /// @param isManyWords whether it may become any number of words
  record Open(String name, boolean hasSlashes, boolean isManyWords) implements WordPart {}
}
