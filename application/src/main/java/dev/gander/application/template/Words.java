package dev.gander.application.template;

import dev.gander.application.template.Word.Kind;
import java.util.ArrayList;
import java.util.List;

/// The words of an expression or tag, and how far they have been read.
final class Words {
  private static final Word END = new Word(Kind.END, "");

  private final List<Word> words = new ArrayList<>();
  private final int line;
  private int at;

  Words(String code, int line) {
    this.line = line;
    WordReader reader = new WordReader(code, line);
    for (Word word = reader.next(); word.kind() != Kind.END; word = reader.next()) {
      words.add(word);
    }
  }

  int line() {
    return line;
  }

  Word peek() {
    return peek(0);
  }

  Word peek(int ahead) {
    return at + ahead < words.size() ? words.get(at + ahead) : END;
  }

  boolean isNext(String nameOrSign) {
    return peek().is(nameOrSign);
  }

  boolean isAtEnd() {
    return at >= words.size();
  }

  Word next() {
    Word word = peek();
    at++;
    return word;
  }

  boolean take(String nameOrSign) {
    boolean found = isNext(nameOrSign);
    if (found) {
      at++;
    }
    return found;
  }

  void expect(String nameOrSign) {
    if (!take(nameOrSign)) {
      throw unexpected();
    }
  }

  void expectEnd() {
    if (!isAtEnd()) {
      throw unexpected();
    }
  }

  String name() {
    if (peek().kind() != Kind.NAME) {
      throw unexpected();
    }
    return next().text();
  }

  TemplateException unexpected() {
    return new TemplateException(
        isAtEnd() ? "unexpected end of expression" : "unexpected `" + peek().text() + "`", line);
  }
}
