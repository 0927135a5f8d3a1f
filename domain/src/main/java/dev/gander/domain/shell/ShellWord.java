package dev.gander.domain.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A word of a command line.
///
/// @param parts in their order; none for an empty word
/// @param raw as it was written, without line continuations
public record ShellWord(List<WordPart> parts, String raw) {
  static final ShellWord ANY_WORDS = new ShellWord(List.of(new WordPart.Open("", true, true)), "…");
  static final ShellWord ANY_WORD = new ShellWord(List.of(new WordPart.Open("", true, false)), "…");

  public ShellWord {
    parts = List.copyOf(parts);
  }

  public static ShellWord of(String text) {
    return new ShellWord(text.isEmpty() ? List.of() : List.of(new WordPart.Text(text)), text);
  }

  /// What the program gets; empty if that is known only when the command runs.
  public Optional<String> text() {
    return parts.stream().allMatch(WordPart.Text.class::isInstance)
        ? Optional.of(shown())
        : Optional.empty();
  }

  /// Whether it may become any number of words, or none.
  public boolean isManyWords() {
    // Rules ask this of each word, one after the other.
    for (WordPart part : parts) {
      if (part instanceof WordPart.Open open && open.isManyWords()) {
        return true;
      }
    }
    return false;
  }

  /// Whether it begins with a hyphen, or with what nobody knows before.
  public boolean mayBeOption() {
    return !parts.isEmpty()
        && switch (parts.getFirst()) {
          case WordPart.Text(String text) -> text.startsWith("-");
          case WordPart.Open _ -> true;
        };
  }

  /// For a person: what is not known is shown as `…`.
  public String shown() {
    if (parts.size() == 1 && parts.getFirst() instanceof WordPart.Text(String only)) {
      return only;
    }
    return parts.stream()
        .map(
            part ->
                switch (part) {
                  case WordPart.Text(String text) -> text;
                  case WordPart.Open open -> open.name().isEmpty() ? "…" : "$" + open.name();
                })
        .collect(Collectors.joining());
  }
}
