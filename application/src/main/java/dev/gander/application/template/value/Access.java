package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Members;
import dev.gander.application.template.value.Value.None;
import dev.gander.application.template.value.Value.Round;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import dev.gander.application.template.value.Value.Whole;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parts of values: `value.key`, `value[key]` and `value[from:to:step]`.
public final class Access {
  private final Semantics semantics;

  public Access(Semantics semantics) {
    this.semantics = semantics;
  }

  /// The part; null if there is none.
  ///
  /// @throws Misuse if the target itself is undefined
  public @Nullable Value part(Value target, Value key) {
    return switch (target) {
      case Undefined(String name, boolean _) -> throw Semantics.undefined(name);
      case Members(Map<String, Value> members, int _) -> members.get(semantics.text(key));
      case Items(List<Value> items, int _) -> item(items, key);
      case Textual text -> key instanceof Whole ? item(semantics.items(text), key) : null;
      case Round(Loop loop) -> key instanceof Textual name ? loop.member(name.text()) : null;
      case None _, Value.Bool _, Whole _, Value.Real _ -> null;
    };
  }

  private static @Nullable Value item(List<Value> items, Value key) {
    int place = place(key, items.size());
    return place < 0 ? null : items.get(place);
  }

  /// The place from the front that an index means; negative if there is none.
  private static int place(Value key, int size) {
    if (!(key instanceof Whole(BigInteger index)) || index.bitLength() > 31) {
      return -1;
    }
    long place = index.signum() < 0 ? index.longValue() + size : index.longValue();
    return place < size ? (int) place : -1;
  }

  public Value slice(Value target, @Nullable Value from, @Nullable Value to, @Nullable Value step) {
    long by = step == null ? 1 : number(step);
    if (by == 0) {
      throw new Misuse("a slice cannot have steps of 0");
    }
    return switch (semantics.usable(target)) {
      case Undefined _, None _ -> Items.of(List.of());
      case Items(List<Value> items, int _) -> Items.of(slice(items, from, to, by));
      case Textual text -> {
        StringBuilder slice = new StringBuilder();
        slice(semantics.items(text), from, to, by)
            .forEach(part -> slice.append(semantics.text(part)));
        yield Value.of(slice.toString());
      }
      case Members _, Round _, Value.Bool _, Whole _, Value.Real _ ->
          throw new Misuse(target.kind() + " cannot be sliced");
    };
  }

  private List<Value> slice(
      List<Value> items, @Nullable Value from, @Nullable Value to, long step) {
    int size = items.size();
    long first = from == null ? (step > 0 ? 0 : size - 1) : bound(from, size);
    long end = to == null ? (step > 0 ? size : -1) : bound(to, size);
    semantics.allowance().steps(size);
    List<Value> slice = new ArrayList<>();
    long at = step > 0 ? first : Math.min(first, size - 1L);
    while (step > 0 ? at < Math.min(end, size) : at > end) {
      slice.add(items.get((int) at));
      at += step;
    }
    return slice;
  }

  /// A bound before the front means the front.
  private static long bound(Value value, int size) {
    long bound = number(value);
    return bound < 0 ? Math.max(0, bound + size) : bound;
  }

  private static long number(Value value) {
    if (value instanceof Whole(BigInteger whole) && whole.bitLength() < 32) {
      return whole.longValue();
    }
    throw new Misuse("the bounds of a slice are integers");
  }
}
