package dev.gander.adapters.analyze.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.gander.adapters.analyze.files.ReadFile;
import dev.gander.adapters.analyze.files.SourceFile;
import dev.gander.adapters.analyze.source.CallSite;
import dev.gander.adapters.analyze.source.Definition;
import dev.gander.adapters.analyze.source.Outline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who calls whom in some files, by simple names: nothing is known about types, so that a call
/// belongs to every definition of its name.
final class CallGraph {
  /// A definition, or all that is in a file outside of definitions.
  record Symbol(SourceFile file, @Nullable Definition definition) {
    String simpleName() {
      return definition == null ? "" : definition.name();
    }
  }

  /// A call by its caller.
  record Edge(Symbol caller, CallSite call) {}

  private final Map<String, List<Symbol>> definitions;
  private final Map<String, List<Edge>> callers;
  private final Map<Symbol, List<CallSite>> callees;

  private CallGraph(List<Symbol> symbols, List<Edge> edges) {
    definitions = symbols.stream().collect(groupingBy(Symbol::simpleName));
    callers = edges.stream().collect(groupingBy(edge -> edge.call().name()));
    callees =
        edges.stream()
            .collect(groupingBy(Edge::caller, LinkedHashMap::new, mapping(Edge::call, toList())));
  }

  static CallGraph of(List<ReadFile<Outline>> files) {
    List<Symbol> symbols = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (ReadFile<Outline> read : files) {
      Outline outline = read.known();
      if (outline != null) {
        SourceFile file = read.file();
        outline.definitions().forEach(it -> symbols.add(new Symbol(file, it)));
        outline.calls().forEach(it -> edges.add(new Edge(new Symbol(file, it.caller()), it)));
      }
    }
    return new CallGraph(symbols, edges);
  }

  /// The definitions that a name or path means: `run`, `Job.run`, `jobs.Job.run`.
  List<Symbol> definitions(SymbolName name) {
    return definitions.getOrDefault(name.simple(), List.of()).stream()
        .filter(it -> it.definition() != null && name.matches(it.definition().path()))
        .toList();
  }

  List<Edge> callersOf(String simpleName) {
    return callers.getOrDefault(simpleName, List.of());
  }

  /// The calls in a function; of a class, those of all that is in it.
  List<CallSite> callsIn(Symbol symbol) {
    Definition outer = symbol.definition();
    if (outer == null || outer.isFunction()) {
      return callees.getOrDefault(symbol, List.of());
    }
    return callees.entrySet().stream()
        .filter(entry -> entry.getKey().file().equals(symbol.file()))
        .flatMap(entry -> entry.getValue().stream())
        .filter(call -> outer.start() <= call.offset() && call.offset() < outer.end())
        .toList();
  }

  Stream<Symbol> targets(CallSite call) {
    return definitions.getOrDefault(call.name(), List.of()).stream();
  }
}
