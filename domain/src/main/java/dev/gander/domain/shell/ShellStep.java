package dev.gander.domain.shell;

import java.util.List;
import java.util.stream.Collectors;

/// One of the things that a command line does.
public sealed interface ShellStep {
  /// For a person.
  String shown();

  /// A program or a builtin with its arguments.
  ///
  /// @param words at least one; the first is a text
  /// @param kind how much of what it does can be told from its words
  /// @param note what cannot be told; empty for [Kind#PLAIN] and [Kind#CARRIER]
  record Command(List<ShellWord> words, Kind kind, String note) implements ShellStep {
    public Command {
      words = List.copyOf(words);
    }

    public String program() {
      return words.getFirst().shown();
    }

    @Override
    public String shown() {
      return words.stream().map(ShellWord::shown).collect(Collectors.joining(" "));
    }
  }

  /// A file that is opened for a command.
  record Redirection(ShellWord target, boolean isWritten) implements ShellStep {
    public String sign() {
      return isWritten ? ">" : "<";
    }

    @Override
    public String shown() {
      return sign() + " " + target.shown();
    }
  }

  /// A part that we do not understand: it may do anything.
  ///
  /// @param text as it was written, possibly shortened
  /// @param why ends a sentence that begins with the text
  /// @param words of the command that it is at least; none if not even that is known
  record Unclear(String text, String why, List<ShellWord> words) implements ShellStep {
    private static final int LONGEST = 200;

    public Unclear(String text, String why) {
      this(text, why, List.of());
    }

    public Unclear {
      words = List.copyOf(words);
      text = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    @Override
    public String shown() {
      return text;
    }
  }

  /// How much of what a command does can be told from its words.
  enum Kind {
    /// It does what its words say.
    PLAIN,
    /// It does nothing by itself, or nothing but run a command that is a step of its own.
    CARRIER,
    /// It runs code that is not looked at, such as a script.
    OPAQUE
  }
}
