package dev.gander.application.template;

import dev.gander.application.template.value.Operator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects the names that a document uses without setting them. What `extends` and `include` load
/// is not followed.
final class UndeclaredNames {
  private final Set<String> undeclared = new TreeSet<>();
  private final List<Set<String>> scopes = new ArrayList<>();

  private UndeclaredNames() {
    scopes.add(new HashSet<>(Set.of("self", Node.SetBlock.CAPTURED.name())));
  }

  static Set<String> of(ParsedTemplate document) {
    UndeclaredNames names = new UndeclaredNames();
    names.walk(document.nodes());
    return names.undeclared;
  }

  private void walk(List<Node> nodes) {
    nodes.forEach(this::walk);
  }

  private void walk(Node node) {
    switch (node) {
      case Node.Text _, Node.Extends _, Node.Include _ -> {}
      case Node.Output(Expression expression, int _) -> use(expression);
      case Node.If(List<Node.Branch> branches, int _) -> branches.forEach(this::walk);
      case Node.For loop -> walk(loop);
      case Node.Set(Target target, Expression value, int _) -> {
        // Before its value, as in MiniJinja: `set x = x | default(1)` needs no `x`.
        set(target);
        use(value);
      }
      case Node.SetBlock(Target target, Expression value, List<Node> body, int _) -> {
        set(target);
        use(value);
        scoped(() -> walk(body));
      }
      case Node.With with -> scoped(() -> walk(with));
      case Node.NamedBlock block ->
          scoped(
              () -> {
                set(new Target.One("super"));
                walk(block.body());
              });
    }
  }

  private void walk(Node.Branch branch) {
    use(branch.condition());
    scoped(() -> walk(branch.body()));
  }

  private void walk(Node.For loop) {
    scoped(
        () -> {
          set(Scopes.LOOP);
          use(loop.items());
          set(loop.target());
          useIfGiven(loop.condition());
          walk(loop.body());
        });
    scoped(() -> walk(loop.otherwise()));
  }

  private void walk(Node.With with) {
    for (Node.Assignment assignment : with.assignments()) {
      set(assignment.target());
      use(assignment.value());
    }
    walk(with.body());
  }

  private void scoped(Runnable walk) {
    scopes.add(new HashSet<>());
    walk.run();
    scopes.removeLast();
  }

  private void set(Target target) {
    switch (target) {
      case Target.One(String name) -> scopes.getLast().add(name);
      case Target.Several(List<Target> targets) -> targets.forEach(this::set);
    }
  }

  private void use(Collection<? extends Expression> expressions) {
    expressions.forEach(this::use);
  }

  private void use(Expression expression) {
    switch (expression) {
      case Expression.Name(String name) -> use(name);
      case Expression.Literal _ -> {}
      case Expression.Items(List<Expression> items) -> use(items);
      case Expression.Members(List<Expression.Member> members) ->
          members.forEach(member -> use(List.of(member.name(), member.value())));
      case Expression.Lookup(Expression target, Expression key) -> use(List.of(target, key));
      case Expression.Slice slice -> use(slice);
      case Expression.Call(Expression function, Expression.Given given) -> use(function, given);
      case Expression.Filter(Expression target, String _, Expression.Given given) ->
          use(target, given);
      case Expression.Test(Expression target, String _, Expression.Given given) ->
          use(target, given);
      case Expression.Not(Expression operand) -> use(operand);
      case Expression.Negative(Expression operand) -> use(operand);
      case Expression.Binary(Operator _, Expression left, Expression right) ->
          use(List.of(left, right));
      case Expression.Comparisons(Expression first, List<Expression.Step> steps) -> {
        use(first);
        steps.forEach(step -> use(step.right()));
      }
      case Expression.Conditional conditional -> use(conditional);
    }
  }

  private void use(String name) {
    if (scopes.stream().noneMatch(scope -> scope.contains(name))) {
      undeclared.add(name);
    }
  }

  private void use(Expression target, Expression.Given given) {
    use(target);
    use(given.positional());
    use(given.named().values());
  }

  private void use(Expression.Slice slice) {
    use(slice.target());
    useIfGiven(slice.from());
    useIfGiven(slice.to());
    useIfGiven(slice.step());
  }

  private void use(Expression.Conditional conditional) {
    use(List.of(conditional.condition(), conditional.value()));
    useIfGiven(conditional.otherwise());
  }

  private void useIfGiven(@Nullable Expression expression) {
    if (expression != null) {
      use(expression);
    }
  }
}
