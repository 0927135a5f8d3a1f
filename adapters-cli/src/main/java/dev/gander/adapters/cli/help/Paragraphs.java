package dev.gander.adapters.cli.help;

import java.util.List;

/// Text whose lines are broken between words, each with an indentation. A word that is longer than
/// a line stays whole.
final class Paragraphs {
  private final int width;
  private final StringBuilder text = new StringBuilder();

  Paragraphs(int width) {
    this.width = width;
  }

  void blank() {
    text.append('\n');
  }

  /// @param first the indentation of the first line
  /// @param others that of the others
  void add(String paragraph, int first, int others) {
    wrap(" ".repeat(first), List.of(paragraph.strip().split("\\s+")), others);
  }

  /// Adds an explanation beside what it explains.
  ///
  /// @param term with the blanks behind it
  void add(String term, String explanation, int indentation) {
    String left = " ".repeat(indentation) + term;
    wrap(left, List.of(explanation.strip().split("\\s+")), left.length());
  }

  private void wrap(String beginning, List<String> words, int indentation) {
    StringBuilder line = new StringBuilder(beginning);
    boolean isEmpty = true;
    for (String word : words) {
      if (!isEmpty && line.length() + 1 + word.length() > width) {
        text.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(" ".repeat(indentation));
        isEmpty = true;
      }
      line.append(isEmpty ? "" : " ").append(word);
      isEmpty = false;
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  String text() {
    return text.toString();
  }
}
