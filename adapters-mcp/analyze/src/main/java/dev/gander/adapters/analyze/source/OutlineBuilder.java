package dev.gander.adapters.analyze.source;

import dev.gander.adapters.analyze.source.Mark.Kind;
import dev.gander.adapters.analyze.source.Mark.Stretch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Goes through the marks of one file from its beginning to its end, and remembers what it is in.
final class OutlineBuilder {
  private static final int MAX_LENGTH = 200;

  /// Machines nest deeper, and paths of paths are long.
  private static final int MAX_LEVELS = 12;

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// What stands between a signature and its body, or at the end of a statement.
  private static final Pattern TRAILING = Pattern.compile("(?:[\\s:;{=]|=>)+$");

  /// Where a declaration ends whose body a query does not tell.
  private static final Pattern END_OF_SIGNATURE = Pattern.compile("[;{]");

  private static final Pattern END_OF_HEAD = Pattern.compile("[;{\\n]");

  private static final Set<String> LOADERS =
      Set.of("require", "require_relative", "load", "import");

  private static final Comparator<Mark> ORDER =
      Comparator.comparingInt((Mark mark) -> mark.whole().start())
          .thenComparingInt(mark -> -mark.whole().end())
          .thenComparing(Mark::kind);

  /// Something that others are in; without definition it only lends its name.
  private record Around(String path, int end, @Nullable Definition definition) {}

  private record Place(Kind kind, int start, int nameStart) {
    static Place of(Mark mark) {
      return new Place(mark.kind(), mark.whole().start(), mark.name().start());
    }
  }

  private final SourceBytes text;
  private final Map<String, String> names = new HashMap<>();
  private final Deque<Around> around = new ArrayDeque<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final List<Import> imports = new ArrayList<>();
  private final List<CallSite> calls = new ArrayList<>();

  OutlineBuilder(SourceBytes text) {
    this.text = text;
  }

  Outline build(Language language, List<Mark> marks) {
    for (Mark mark : distinct(marks)) {
      while (!around.isEmpty() && around.element().end() <= mark.whole().start()) {
        around.pop();
      }
      add(mark);
    }
    return new Outline(language, text.lines(), definitions, imports, calls);
  }

  /// Patterns with optional parts match a declaration more than once.
  static Collection<Mark> distinct(List<Mark> marks) {
    Map<Place, Mark> found = new LinkedHashMap<>();
    marks.stream()
        .sorted(ORDER)
        .forEach(mark -> found.merge(Place.of(mark), mark, OutlineBuilder::fuller));
    return found.values();
  }

  private static Mark fuller(Mark one, Mark other) {
    return one.body().exists() || one.owner().exists() ? one : other;
  }

  private void add(Mark mark) {
    switch (mark.kind()) {
      case CLASS -> define(Definition.Kind.CLASS, mark);
      case FUNCTION -> define(Definition.Kind.FUNCTION, mark);
      case SCOPE -> around.push(new Around(path(mark), mark.whole().end(), null));
      case IMPORT -> imports.add(new Import(line(text.text(mark.whole())), lineOf(mark)));
      case LOAD -> load(mark);
      case CALL -> calls.add(call(mark));
    }
  }

  private void define(Definition.Kind kind, Mark mark) {
    String path = path(mark);
    Definition made =
        new Definition(
            kind,
            name(mark.name()),
            path,
            line(path + rest(mark)),
            text.lineOf(mark.name().start()),
            mark.whole().start(),
            mark.whole().end());
    definitions.add(made);
    around.push(new Around(path, made.end(), made));
  }

  private String path(Mark mark) {
    String outer = around.isEmpty() ? "" : around.element().path() + ".";
    if (around.size() > MAX_LEVELS) {
      outer = "….";
    }
    String owner = mark.owner().exists() ? name(mark.owner()) + "." : "";
    return outer + owner + name(mark.name());
  }

  /// The declaration behind its name.
  private String rest(Mark mark) {
    int start = mark.name().end();
    if (mark.body().exists()) {
      return text.text(upTo(mark.body().start(), start));
    }
    Pattern end = mark.kind() == Kind.CLASS ? END_OF_HEAD : END_OF_SIGNATURE;
    return end.split(text.text(upTo(mark.whole().end(), start)), 2)[0];
  }

  /// What is much longer than a line is not worth decoding.
  private static Stretch upTo(int end, int start) {
    return new Stretch(start, Math.clamp(end, start, start + 3 * MAX_LENGTH));
  }

  private void load(Mark mark) {
    if (LOADERS.contains(name(mark.name()))) {
      imports.add(new Import(line(text.text(mark.whole())), lineOf(mark)));
    }
  }

  private CallSite call(Mark mark) {
    int offset = mark.name().start();
    return new CallSite(name(mark.name()), text.lineOf(offset), offset, caller());
  }

  private @Nullable Definition caller() {
    Definition outer = null;
    for (Around one : around) {
      Definition definition = one.definition();
      if (definition != null && definition.isFunction()) {
        return definition;
      }
      outer = outer == null ? definition : outer;
    }
    return outer;
  }

  private int lineOf(Mark mark) {
    return text.lineOf(mark.whole().start());
  }

  /// Few names are many calls.
  private String name(Stretch stretch) {
    return names.computeIfAbsent(text.text(stretch), name -> name);
  }

  private static String line(String written) {
    String spaced = SPACE.matcher(written).replaceAll(" ").strip();
    String shown = TRAILING.matcher(spaced).replaceAll("");
    int end =
        shown.offsetByCodePoints(0, Math.min(MAX_LENGTH, shown.codePointCount(0, shown.length())));
    return end < shown.length() ? shown.substring(0, end) + "…" : shown;
  }
}
