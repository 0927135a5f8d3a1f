package dev.gander.application.template;

import dev.gander.application.template.value.Escaping;
import dev.gander.application.template.value.Loop;
import dev.gander.application.template.value.Misuse;
import dev.gander.application.template.value.Semantics;
import dev.gander.application.template.value.Value;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Renders a document and those that it loads.
final class Renderer {
  private static final int MOST_INCLUDES = 16;

  /// Bounds the recursion through tags, blocks and documents together.
  private static final int MOST_NESTED = 200;

  private final Semantics semantics;
  private final Scopes scopes;
  private final Evaluator evaluator;
  private final Library library;
  private final Printing printing;
  private Output out;
  private Overrides overrides = new Overrides();
  private Escaping escaping = Escaping.NONE;
  private Set<String> ancestors = new HashSet<>();
  private @Nullable ParsedTemplate extended;
  private int includes;
  private int nested;

  Renderer(JsonObject variables, Rendering rendering, Library library, Semantics semantics) {
    this.semantics = semantics;
    this.scopes = new Scopes(variables, semantics);
    this.evaluator = new Evaluator(semantics, scopes, this::overridden);
    this.library = library;
    this.printing = new Printing(rendering.print(), semantics);
    this.out = Output.ofResult(semantics.allowance());
  }

  String render(ParsedTemplate document) {
    start(document);
    return out.result();
  }

  /// Renders a document, then the one that it extends, if any. Until then a document that extends
  /// another one only sets variables.
  private void start(ParsedTemplate first) {
    Output result = out;
    overrides.add(first);
    for (ParsedTemplate current = first; current != null; current = extended) {
      extended = null;
      out = result;
      try {
        render(current.nodes());
      } catch (TemplateException e) {
        throw e.in(current.name());
      }
    }
    out = result;
  }

  private void render(List<Node> nodes) {
    nested++;
    if (nested > MOST_NESTED) {
      throw new Misuse("the template is nested too deeply");
    }
    for (Node node : nodes) {
      try {
        semantics.allowance().step();
        render(node);
      } catch (Misuse e) {
        throw new TemplateException(e.text(), node.line());
      }
    }
    nested--;
  }

  private void render(Node node) {
    switch (node) {
      case Node.Text(String text, int _) -> out.write(text);
      case Node.Output(Expression expression, int _) ->
          printing.print(expression, evaluate(expression), escaping, out);
      case Node.If(List<Node.Branch> branches, int _) -> branch(branches).ifPresent(this::render);
      case Node.For loop -> render(loop);
      case Node.Set(Target target, Expression value, int _) -> scopes.set(target, evaluate(value));
      case Node.SetBlock block -> render(block);
      case Node.With with -> render(with);
      case Node.NamedBlock block -> {
        if (extended == null) {
          overrides.enter(block.name(), this::render);
        }
      }
      case Node.Extends(Expression name, int _) -> extend(evaluate(name));
      case Node.Include include -> include(include);
    }
  }

  private Value evaluate(Expression expression) {
    return evaluator.evaluate(expression, escaping);
  }

  private Optional<List<Node>> branch(List<Node.Branch> branches) {
    return branches.stream()
        .filter(branch -> evaluator.isTrue(branch.condition(), escaping))
        .map(Node.Branch::body)
        .findFirst();
  }

  private void render(Node.For loop) {
    List<Value> all = items(loop, evaluate(loop.items()));
    Expression condition = loop.condition();
    Loop state = new Loop(condition == null ? all : chosen(loop.target(), all, condition));
    scopes.enter();
    scopes.set(Scopes.LOOP, new Value.Round(state));
    for (int round = 0; round < state.size(); round++) {
      semantics.allowance().step();
      state.goTo(round);
      scopes.set(loop.target(), state.item());
      render(loop.body());
    }
    scopes.leave();
    if (state.size() == 0) {
      render(loop.otherwise());
    }
  }

  /// For two names a map gives its members.
  private List<Value> items(Node.For loop, Value value) {
    boolean wantsPairs = loop.target() instanceof Target.Several(List<Target> t) && t.size() == 2;
    return wantsPairs && value instanceof Value.Members members
        ? semantics.pairs(members)
        : semantics.items(value);
  }

  private List<Value> chosen(Target target, List<Value> items, Expression condition) {
    List<Value> chosen = new ArrayList<>();
    scopes.enter();
    for (Value item : items) {
      scopes.set(target, item);
      if (evaluator.isTrue(condition, escaping)) {
        chosen.add(item);
      }
    }
    scopes.leave();
    return chosen;
  }

  private void render(Node.SetBlock block) {
    Value captured = captured(() -> render(block.body()));
    scopes.enter();
    scopes.set(Node.SetBlock.CAPTURED, captured);
    Value value = evaluate(block.value());
    scopes.leave();
    scopes.set(block.target(), value);
  }

  private Value captured(Runnable rendering) {
    Output before = out;
    Output capture = Output.toCapture(semantics.allowance());
    out = capture;
    rendering.run();
    out = before;
    return capture.captured();
  }

  private void render(Node.With with) {
    scopes.enter();
    for (Node.Assignment assignment : with.assignments()) {
      scopes.set(assignment.target(), evaluate(assignment.value()));
    }
    render(with.body());
    scopes.leave();
  }

  private void render(Overrides.Owned block) {
    scopes.enter();
    try {
      render(block.node().body());
    } catch (TemplateException e) {
      throw e.in(block.template());
    }
    scopes.leave();
  }

  private Value overridden() {
    return captured(() -> overrides.enterReplaced(this::render));
  }

  private void extend(Value name) {
    if (extended != null) {
      throw new Misuse("a template can extend only one other");
    }
    String parent = name(name);
    if (!ancestors.add(parent)) {
      throw new Misuse("`" + parent + "` extends itself");
    }
    ParsedTemplate document = library.find(parent).orElseThrow(() -> missing(parent));
    overrides.add(document);
    extended = document;
    out = Output.ofResult(semantics.allowance());
  }

  private void include(Node.Include include) {
    Value name = evaluate(include.name());
    List<Value> choices =
        name instanceof Value.Items(List<Value> items, int _) ? items : List.of(name);
    Optional<ParsedTemplate> found =
        choices.stream().map(this::name).map(library::find).flatMap(Optional::stream).findFirst();
    if (found.isPresent()) {
      include(found.get());
    } else if (!include.mayBeMissing() && !choices.isEmpty()) {
      throw missing(name(choices.getFirst()));
    }
  }

  /// An included document has blocks and ancestors of its own, but the same variables.
  private void include(ParsedTemplate document) {
    includes++;
    semantics.allowance().slow();
    if (includes > MOST_INCLUDES) {
      throw new Misuse("more than " + MOST_INCLUDES + " templates include each other");
    }
    ParsedTemplate extendedBefore = extended;
    Overrides overridesBefore = overrides;
    Escaping escapingBefore = escaping;
    Set<String> ancestorsBefore = ancestors;
    overrides = new Overrides();
    escaping = document.escaping();
    ancestors = new HashSet<>(ancestorsBefore);
    start(document);
    extended = extendedBefore;
    overrides = overridesBefore;
    escaping = escapingBefore;
    ancestors = ancestorsBefore;
    includes--;
  }

  private String name(Value value) {
    return switch (value) {
      case Textual text -> text.text();
      case Undefined(String name, boolean _) -> throw Semantics.undefined(name);
      case Value other -> throw new Misuse("a template is named by a text, not by " + other.kind());
    };
  }

  private static Misuse missing(String template) {
    return new Misuse("there is no template `" + template + "`");
  }
}
