package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A pattern for a command, word by word: each is a pattern for one word, and a `*` of its own
/// takes any number of words. The first word is the program: without a slash it means the program
/// of that name, wherever it is when something is forbidden, but only in the system's folders when
/// it is allowed.
///
/// @param strict for rules that allow
record CommandPattern(List<Element> elements, boolean strict, boolean namesProgram) {
  private static final String EXE = ".exe";
  private static final Set<String> SYSTEM =
      Set.of(
          "/bin",
          "/sbin",
          "/usr/bin",
          "/usr/sbin",
          "/usr/local/bin",
          "/usr/local/sbin",
          "/opt/homebrew/bin");

  private sealed interface Element {
    record AnyWords() implements Element {}

    record One(TextGlob glob) implements Element {}
  }

  static CommandPattern parse(String pattern, boolean strict) {
    List<String> words = words(pattern);
    if (words.isEmpty()) {
      throw new PolicyMistake("a pattern for commands names at least a program");
    }
    List<Element> elements = new ArrayList<>();
    for (String word : words) {
      elements.add(
          word.equals("*")
              ? new Element.AnyWords()
              : new Element.One(TextGlob.ofText(word, !strict && elements.isEmpty())));
    }
    boolean namesProgram = words.getFirst().matches("[^*?\\[].*");
    return new CommandPattern(List.copyOf(elements), strict, namesProgram);
  }

  /// Split at blanks; a backslash keeps a blank within a word.
  private static List<String> words(String pattern) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      boolean isEscape = c == '\\' && at + 1 < pattern.length();
      if (isEscape && pattern.charAt(at + 1) == ' ') {
        word.append(' ');
        at++;
      } else if (c == ' ' || c == '\t' || c == '\n') {
        add(words, word);
      } else {
        word.append(c);
        if (isEscape) {
          word.append(pattern.charAt(++at));
        }
      }
    }
    add(words, word);
    return words;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /// @param link the name of the program that the first word leads to
  Matched match(List<ShellWord> words, Optional<String> link) {
    Matched[] states = new Matched[elements.size() + 1];
    Arrays.fill(states, Matched.NO);
    states[0] = Matched.YES;
    skip(states);
    for (int w = 0; w < words.size(); w++) {
      Matched[] next = new Matched[states.length];
      Arrays.fill(next, Matched.NO);
      boolean isStuck = true;
      for (int i = 0; i < states.length; i++) {
        if (states[i] != Matched.NO) {
          step(next, i, states[i], words.get(w), w == 0 ? link : Optional.empty(), w == 0);
          isStuck = false;
        }
      }
      if (isStuck) {
        return Matched.NO;
      }
      skip(next);
      states = next;
    }
    return states[elements.size()];
  }

  /// Goes on from a place in the pattern that was reached for certain, or perhaps.
  private void step(
      Matched[] next,
      int i,
      Matched reached,
      ShellWord word,
      Optional<String> link,
      boolean isProgram) {
    boolean isAny = i < elements.size() && elements.get(i) instanceof Element.AnyWords;
    if (word.isManyWords()) {
      for (int to = i; to < next.length; to++) {
        next[to] = next[to].or(Matched.MAYBE);
      }
    } else if (i < elements.size() && elements.get(i) instanceof Element.One(TextGlob glob)) {
      Matched found = isProgram ? program(glob, word, link) : glob.match(OpenText.of(word));
      next[i + 1] = next[i + 1].or(found.and(reached));
    }
    if (isAny) {
      next[i] = next[i].or(reached);
    }
  }

  private Matched program(TextGlob glob, ShellWord word, Optional<String> link) {
    String name = word.shown();
    Matched found = glob.match(OpenText.of(name));
    int slash = name.lastIndexOf('/');
    if (slash >= 0 && (!strict || SYSTEM.contains(name.substring(0, slash)))) {
      found = found.or(glob.match(OpenText.of(name.substring(slash + 1))));
    }
    if (!strict) {
      String file = name.substring(slash + 1);
      int stem = file.length() - EXE.length();
      if (file.regionMatches(true, stem, EXE, 0, EXE.length())) {
        found = found.or(glob.match(OpenText.of(file.substring(0, stem))));
      }
      found = found.or(link.map(it -> glob.match(OpenText.of(it))).orElse(Matched.NO));
    }
    return found;
  }

  private void skip(Matched[] states) {
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof Element.AnyWords) {
        states[i + 1] = states[i + 1].or(states[i]);
      }
    }
  }
}
