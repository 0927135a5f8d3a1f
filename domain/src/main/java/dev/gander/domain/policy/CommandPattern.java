package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellWord;
import java.util.ArrayList;
import java.util.BitSet;
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
    if (runs(words, link, Matched.YES)) {
      return Matched.YES;
    }
    return runs(words, link, Matched.MAYBE) ? Matched.MAYBE : Matched.NO;
  }

  private boolean runs(List<ShellWord> words, Optional<String> link, Matched least) {
    BitSet states = new BitSet();
    states.set(0);
    skip(states);
    for (int w = 0; w < words.size() && !states.isEmpty(); w++) {
      ShellWord word = words.get(w);
      boolean isGap = word.isManyWords();
      BitSet next = new BitSet();
      for (int i = states.nextSetBit(0); i >= 0; i = states.nextSetBit(i + 1)) {
        if (isGap && least == Matched.MAYBE) {
          next.set(i, elements.size() + 1);
        } else if (i < elements.size()) {
          step(next, i, word, w == 0 ? link : Optional.empty(), w == 0, least);
        }
      }
      skip(next);
      states = next;
    }
    return states.get(elements.size());
  }

  private void step(
      BitSet next, int i, ShellWord word, Optional<String> link, boolean isProgram, Matched least) {
    switch (elements.get(i)) {
      case Element.AnyWords _ -> next.set(i);
      case Element.One(TextGlob glob) -> {
        Matched found =
            word.isManyWords()
                ? Matched.NO
                : isProgram ? program(glob, word, link) : glob.match(OpenText.of(word));
        if (found.compareTo(least) >= 0) {
          next.set(i + 1);
        }
      }
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

  private void skip(BitSet states) {
    for (int i = states.nextSetBit(0);
        i >= 0 && i < elements.size();
        i = states.nextSetBit(i + 1)) {
      if (elements.get(i) instanceof Element.AnyWords) {
        states.set(i + 1);
      }
    }
  }
}
