package dev.gander.application.template;

import java.util.List;

/// A part of a parsed template.
sealed interface Node {
  record Text(String text) implements Node {}

  record Output(Expression expression, int line) implements Node {}

  /// The first branch whose condition is true is rendered; the condition of `else` always is.
  record If(List<Branch> branches) implements Node {}

  record Branch(Expression condition, List<Node> body) {}

  /// Two names receive the key and the value of an object's members.
  record For(List<String> names, Expression items, List<Node> body, List<Node> otherwise, int line)
      implements Node {}

  record Set(String name, Expression value) implements Node {}
}
