package dev.gander.application.template;

import dev.gander.application.template.value.Misuse;
import dev.gander.application.template.value.Semantics;
import dev.gander.application.template.value.Value;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The values of names: those that loops, blocks and assignments give are in front of the
/// template's variables.
final class Scopes {
  static final Target LOOP = new Target.One("loop");

  private final JsonObject variables;
  private final Semantics semantics;
  private final List<Map<String, Value>> scopes = new ArrayList<>();

  Scopes(JsonObject variables, Semantics semantics) {
    this.variables = variables;
    this.semantics = semantics;
    enter();
  }

  void enter() {
    scopes.add(new HashMap<>());
  }

  void leave() {
    scopes.removeLast();
  }

  Value value(String name) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Value value = scopes.get(i).get(name);
      if (value != null) {
        return value;
      }
    }
    Json variable = variables.get(name);
    if (variable == null) {
      return new Undefined(name, false);
    }
    // Converted once: a loop may ask for it in each round.
    Value value = Value.of(variable);
    scopes.getFirst().put(name, value);
    return value;
  }

  void set(Target target, Value value) {
    switch (target) {
      case Target.One(String name) -> scopes.getLast().put(name, value);
      case Target.Several(List<Target> targets) -> spread(targets, value);
    }
  }

  /// A list's items go to the targets one by one.
  private void spread(List<Target> targets, Value value) {
    boolean isList = !(value instanceof Textual) && !(value instanceof Undefined);
    List<Value> items = isList ? semantics.items(value) : List.of();
    if (!isList || items.size() != targets.size()) {
      throw new Misuse(value.kind() + " has not " + targets.size() + " parts for as many names");
    }
    for (int i = 0; i < targets.size(); i++) {
      set(targets.get(i), items.get(i));
    }
  }
}
