package dev.gander.adapters.analyze.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.gander.adapters.analyze.files.FoundFiles;
import dev.gander.adapters.analyze.files.ReadFile;
import dev.gander.adapters.analyze.report.CallGraph.Edge;
import dev.gander.adapters.analyze.report.CallGraph.Symbol;
import dev.gander.adapters.analyze.source.CallSite;
import dev.gander.adapters.analyze.source.Definition;
import dev.gander.adapters.analyze.source.Outline;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One name: where it is defined, who calls it, what it calls, each up to some levels.
public final class FocusReport {
  private static final int MAX_LEVELS = 20;

  private final FoundFiles found;
  private final List<ReadFile<Outline>> read;
  private final SymbolName focus;
  private final int levels;
  private final CallGraph graph;
  private final StringBuilder text = new StringBuilder();

  public FocusReport(FoundFiles found, List<ReadFile<Outline>> read, String focus, long levels) {
    this.found = found;
    this.read = read;
    this.focus = SymbolName.of(focus);
    this.levels = (int) Math.min(levels, MAX_LEVELS);
    graph = CallGraph.of(read);
  }

  /// Empty if the name is neither defined nor called.
  public Optional<String> text() {
    List<Symbol> definitions = graph.definitions(focus);
    List<Edge> callers = graph.callersOf(focus.simple());
    if (definitions.isEmpty() && callers.isEmpty()) {
      return Optional.empty();
    }
    text.append(focus.path())
        .append(": %d definitions, %d calls".formatted(definitions.size(), callers.size()))
        .append(" in %d files\n".formatted(read.size()))
        .append(new SkippedFiles(found, read).line());
    section("defined", definitions);
    if (levels > 0 && !callers.isEmpty()) {
      text.append("\ncalled by:\n");
      callers(focus.simple(), 1, new HashSet<>(definitions));
    }
    if (levels > 0) {
      callees(definitions);
    }
    return Optional.of(text.toString());
  }

  private void section(String title, List<Symbol> definitions) {
    if (!definitions.isEmpty()) {
      text.append('\n').append(title).append(":\n");
      definitions.forEach(it -> line(1, it, ""));
    }
  }

  /// Whoever was shown before is not followed again.
  private void callers(String name, int level, Set<Symbol> shown) {
    Map<Symbol, List<Edge>> callers =
        graph.callersOf(name).stream()
            .collect(groupingBy(Edge::caller, LinkedHashMap::new, toList()));
    callers.forEach(
        (caller, edges) -> {
          boolean isNew = shown.add(caller);
          String lines =
              edges.stream().map(edge -> "" + edge.call().line()).distinct().collect(joining(", "));
          line(level, caller, "  (line " + lines + ")" + (isNew ? "" : " …"));
          if (isNew && level < levels && caller.definition() != null) {
            callers(caller.simpleName(), level + 1, shown);
          }
        });
  }

  private void callees(List<Symbol> definitions) {
    List<CallSite> calls = definitions.stream().flatMap(it -> graph.callsIn(it).stream()).toList();
    if (calls.isEmpty()) {
      return;
    }
    text.append("\ncalls:\n");
    callees(calls, 1, new HashSet<>(definitions));
    String others =
        calls.stream()
            .filter(call -> graph.targets(call).findAny().isEmpty())
            .map(CallSite::name)
            .distinct()
            .sorted()
            .collect(joining(", "));
    if (!others.isEmpty()) {
      text.append("  not defined here: ").append(others).append('\n');
    }
  }

  private void callees(List<CallSite> calls, int level, Set<Symbol> shown) {
    Stream<Symbol> targets = calls.stream().flatMap(graph::targets).distinct();
    targets.forEach(
        target -> {
          boolean isNew = shown.add(target);
          line(level, target, isNew ? "" : "  …");
          Definition definition = target.definition();
          if (isNew && level < levels && definition != null && definition.isFunction()) {
            callees(graph.callsIn(target), level + 1, shown);
          }
        });
  }

  private void line(int level, Symbol symbol, String more) {
    Definition definition = symbol.definition();
    text.repeat("  ", level).append(symbol.file().text());
    if (definition == null) {
      text.append("  (outside of functions)");
    } else {
      text.append(':').append(definition.line()).append("  ").append(definition.signature());
    }
    text.append(more).append('\n');
  }
}
