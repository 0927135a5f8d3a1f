package dev.gander.application.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a parsed template; `line` is where it begins.
sealed interface Node {
  int line();

  record Text(String text, int line) implements Node {}

  record Output(Expression expression, int line) implements Node {}

  /// The first branch whose condition is true is rendered; the condition of `else` always is.
  record If(List<Branch> branches, int line) implements Node {}

  record Branch(Expression condition, List<Node> body) {}

  /// @param condition which items the loop goes through; null for all
  record For(
      Target target,
      Expression items,
      @Nullable Expression condition,
      List<Node> body,
      List<Node> otherwise,
      int line)
      implements Node {}

  record Set(Target target, Expression value, int line) implements Node {}

  /// An assignment of what the body renders to, through filters that are applied to [#CAPTURED].
  record SetBlock(Target target, Expression value, List<Node> body, int line) implements Node {
    /// Not a name that a template can use.
    static final Target.One CAPTURED = new Target.One("%captured");
  }

  record With(List<Assignment> assignments, List<Node> body, int line) implements Node {}

  record Assignment(Target target, Expression value) {}

  /// A part that templates which extend this one can replace.
  record NamedBlock(String name, boolean isRequired, List<Node> body, int line) implements Node {}

  record Extends(Expression name, int line) implements Node {}

  /// @param name of one template, or of several, of which the first that exists is taken
  record Include(Expression name, boolean mayBeMissing, int line) implements Node {}
}
