package dev.gander.application.template.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of a loop that `loop` shows. Mutable: one object serves all rounds.
public final class Loop {
  private final List<Value> items;
  private int index;
  private @Nullable List<Value> lastSeen;

  public Loop(List<Value> items) {
    this.items = items;
  }

  public int size() {
    return items.size();
  }

  int index() {
    return index;
  }

  public Value item() {
    return items.get(index);
  }

  public void goTo(int round) {
    index = round;
  }

  /// A member of `loop`; null if there is none of that name.
  @Nullable Value member(String name) {
    return switch (name) {
      case "index" -> Value.of(index + 1);
      case "index0" -> Value.of(index);
      case "length" -> Value.of(items.size());
      case "revindex" -> Value.of(items.size() - index);
      case "revindex0" -> Value.of(items.size() - index - 1);
      case "first" -> Value.of(index == 0);
      case "last" -> Value.of(index == items.size() - 1);
      case "depth" -> Value.of(1);
      case "depth0" -> Value.of(0);
      case "previtem" -> index > 0 ? items.get(index - 1) : null;
      case "nextitem" -> index + 1 < items.size() ? items.get(index + 1) : null;
      default -> null;
    };
  }

  /// Calls a method of `loop`.
  public Value call(String method, List<Value> arguments, Comparison comparison) {
    return switch (method) {
      case "cycle" -> {
        if (arguments.isEmpty()) {
          throw new Misuse("`loop.cycle` needs values");
        }
        yield arguments.get(index % arguments.size());
      }
      case "changed" -> {
        List<Value> before = lastSeen;
        lastSeen = arguments;
        yield Value.of(before == null || !comparison.same(before, arguments));
      }
      default -> throw new Misuse("unknown method `loop." + method + "`");
    };
  }
}
