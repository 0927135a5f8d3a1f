package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Bool;
import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Members;
import dev.gander.application.template.value.Value.None;
import dev.gander.application.template.value.Value.Real;
import dev.gander.application.template.value.Value.Round;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import dev.gander.application.template.value.Value.Whole;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Compares values: any two have an order, as in MiniJinja.
public final class Comparison {
  private final Allowance allowance;

  Comparison(Allowance allowance) {
    this.allowance = allowance;
  }

  /// Texts in the order of their characters; values of different kinds in the order of the kinds.
  public int compare(Value left, Value right) {
    allowance.step();
    int kinds = Integer.compare(rank(left), rank(right));
    if (kinds != 0) {
      return kinds;
    }
    return switch (left) {
      case Undefined _, None _, Round _ -> 0;
      case Bool(boolean value) -> Boolean.compare(value, right instanceof Bool(boolean b) && b);
      case Whole _, Real _ -> Numeric.compare(left, right);
      case Textual text -> compare(text.text(), ((Textual) right).text());
      case Items(List<Value> items, int _) ->
          compare(items.iterator(), ((Items) right).items().iterator());
      case Members members -> compare(pairs(members), pairs((Members) right));
    };
  }

  private int compare(String left, String right) {
    allowance.text(Math.min(left.length(), right.length()));
    return left.compareTo(right);
  }

  private int compare(Iterator<Value> left, Iterator<Value> right) {
    while (left.hasNext() && right.hasNext()) {
      int order = compare(left.next(), right.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private static Iterator<Value> pairs(Members members) {
    return members.members().entrySet().stream()
        .map(member -> pair(member.getKey(), member.getValue()))
        .iterator();
  }

  private static Value pair(String name, Value value) {
    return Items.of(List.of(Value.of(name), value));
  }

  /// Unlike in [#compare], `true` equals 1, and the order of members does not matter.
  public boolean same(Value left, Value right) {
    allowance.step();
    return switch (left) {
      case Bool _, Whole _, Real _ -> Numeric.isNumber(right) && Numeric.compare(left, right) == 0;
      case Textual text -> right instanceof Textual other && same(text.text(), other.text());
      case Items(List<Value> items, int _) ->
          right instanceof Items(List<Value> others, int _) && same(items, others);
      case Members(Map<String, Value> members, int _) ->
          right instanceof Members(Map<String, Value> others, int _) && same(members, others);
      case Undefined _ -> right instanceof Undefined;
      case None _ -> right instanceof None;
      case Round(Loop loop) -> right instanceof Round(Loop other) && loop == other;
    };
  }

  private boolean same(String left, String right) {
    allowance.text(Math.min(left.length(), right.length()));
    return left.equals(right);
  }

  boolean same(List<Value> left, List<Value> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean same(Map<String, Value> left, Map<String, Value> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<String, Value> member : left.entrySet()) {
      Value other = right.get(member.getKey());
      if (other == null || !same(member.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static int rank(Value value) {
    return switch (value) {
      case Undefined _ -> 0;
      case None _ -> 1;
      case Bool _ -> 2;
      case Whole _, Real _ -> 3;
      case Textual _ -> 4;
      case Items _ -> 5;
      case Members _ -> 6;
      case Round _ -> 7;
    };
  }
}
