package dev.gander.application.template;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renders nodes. Loop variables and assignments live in scopes above the template's variables.
final class Renderer {
  private final StringBuilder out;
  private final Evaluator evaluator;
  private final List<Map<String, @Nullable Json>> scopes = new ArrayList<>();

  Renderer(JsonObject variables, StringBuilder out) {
    this.out = out;
    this.evaluator = new Evaluator(this::variable);
    scopes.add(new HashMap<>(variables.members()));
  }

  void render(List<Node> nodes) {
    nodes.forEach(this::render);
  }

  private void render(Node node) {
    switch (node) {
      case Node.Text(String text) -> out.append(text);
      case Node.Output(Expression expression, int line) -> out.append(print(expression, line));
      case Node.If(List<Node.Branch> branches) -> branch(branches).ifPresent(this::render);
      case Node.For loop -> render(loop);
      case Node.Set(String name, Expression value) ->
          scopes.getLast().put(name, evaluator.evaluate(value));
    }
  }

  private String print(Expression expression, int line) {
    try {
      return Values.print(evaluator.evaluate(expression));
    } catch (TemplateException e) {
      throw new TemplateException(e.text(), line);
    }
  }

  private Optional<List<Node>> branch(List<Node.Branch> branches) {
    return branches.stream()
        .filter(branch -> Values.isTrue(evaluator.evaluate(branch.condition())))
        .map(Node.Branch::body)
        .findFirst();
  }

  private void render(Node.For loop) {
    List<Json> items = Values.items(evaluator.evaluate(loop.items()));
    if (items.isEmpty()) {
      render(loop.otherwise());
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      scopes.add(loopScope(loop.names(), items.get(i), i, items.size()));
      render(loop.body());
      scopes.removeLast();
    }
  }

  private static Map<String, @Nullable Json> loopScope(
      List<String> names, Json item, int index, int size) {
    Map<String, @Nullable Json> scope = new HashMap<>();
    scope.put(
        "loop",
        JsonObject.builder()
            .put("index", index + 1)
            .put("index0", index)
            .put("first", index == 0)
            .put("last", index == size - 1)
            .put("length", size)
            .build());
    if (names.size() == 1) {
      scope.put(names.getFirst(), item);
    } else if (item instanceof JsonArray(List<Json> parts) && parts.size() == names.size()) {
      for (int i = 0; i < names.size(); i++) {
        scope.put(names.get(i), parts.get(i));
      }
    } else {
      throw new TemplateException("an item of the loop has not two parts");
    }
    return scope;
  }

  private @Nullable Json variable(String name) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      if (scopes.get(i).containsKey(name)) {
        return scopes.get(i).get(name);
      }
    }
    return null;
  }
}
