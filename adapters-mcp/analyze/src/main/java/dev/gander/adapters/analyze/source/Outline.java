package dev.gander.adapters.analyze.source;

import java.util.List;

/// What a source file declares, imports and calls, in the order of the file.
public record Outline(
    Language language,
    int lines,
    List<Definition> definitions,
    List<Import> imports,
    List<CallSite> calls) {

  public Outline {
    definitions = List.copyOf(definitions);
    imports = List.copyOf(imports);
    calls = List.copyOf(calls);
  }

  /// @param marks in any order; where two are the same declaration the longer one counts
  public static Outline of(Language language, SourceBytes text, List<Mark> marks) {
    return new OutlineBuilder(text).build(language, marks);
  }

  public List<Definition> functions() {
    return definitions.stream().filter(Definition::isFunction).toList();
  }

  public List<Definition> classes() {
    return definitions.stream().filter(it -> !it.isFunction()).toList();
  }

  public Counts counts() {
    return new Counts(lines, functions().size(), classes().size());
  }
}
