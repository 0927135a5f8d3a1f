package dev.gander.application.template;

import java.util.ArrayList;
import java.util.List;

/// What an assignment or a loop sets.
sealed interface Target {
  int MOST_NESTED = 20;

  record One(String name) implements Target {}

  record Several(List<Target> targets) implements Target {}

  /// Reads a name, or several as in `for key, value in items`.
  static Target read(Words words) {
    return read(words, 0);
  }

  /// Reads a name, or several in brackets.
  static Target readOne(Words words) {
    return readOne(words, 0);
  }

  private static Target read(Words words, int depth) {
    Target first = readOne(words, depth);
    if (!words.isNext(",")) {
      return first;
    }
    List<Target> targets = new ArrayList<>(List.of(first));
    while (words.take(",")) {
      if (!words.isNext("in") && !words.isNext("=") && !words.isNext(")")) {
        targets.add(readOne(words, depth));
      }
    }
    return new Several(targets);
  }

  private static Target readOne(Words words, int depth) {
    if (depth > MOST_NESTED) {
      throw new TemplateException("names are nested too deeply", words.line());
    }
    if (words.take("(")) {
      Target inner = read(words, depth + 1);
      words.expect(")");
      return inner;
    }
    String name = words.name();
    return switch (name) {
      case "true", "True", "false", "False", "none", "None", "loop", "self" ->
          throw new TemplateException("`" + name + "` cannot be set", words.line());
      default -> new One(name);
    };
  }
}
