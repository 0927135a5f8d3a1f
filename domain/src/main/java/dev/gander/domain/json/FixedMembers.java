package dev.gander.domain.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The members of a [JsonObject], in order. They never change once a builder has given them away,
/// so objects can share them without a copy. Most objects have a few members and live for a moment:
/// names and values alternate in one array, and only many members get an index.
final class FixedMembers extends AbstractMap<String, Json> {
  private static final int FEW = 8;
  private static final int ROOM = 4;

  private Object[] flat;
  private int size;
  private @Nullable Map<String, Integer> index;

  FixedMembers() {
    this.flat = new Object[2 * ROOM];
  }

  private FixedMembers(Object[] flat, int size, @Nullable Map<String, Integer> index) {
    this.flat = flat;
    this.size = size;
    this.index = index;
  }

  static FixedMembers copyOf(Map<String, Json> members) {
    FixedMembers copy = new FixedMembers(new Object[2 * members.size()], 0, null);
    copy.addAll(members);
    return copy;
  }

  /// For a builder that wants to add to what it has given away.
  FixedMembers copy() {
    Object[] room = Arrays.copyOf(flat, Math.max(2 * ROOM, flat.length));
    return new FixedMembers(room, size, index == null ? null : new HashMap<>(index));
  }

  /// These members with another value for one of them, which must be there.
  FixedMembers with(String name, Json value) {
    Object[] changed = flat.clone();
    changed[2 * find(name) + 1] = Objects.requireNonNull(value);
    return new FixedMembers(changed, size, index);
  }

  /// For a builder. A name that is there keeps its place.
  void add(String name, Json value) {
    int known = find(Objects.requireNonNull(name));
    if (known >= 0) {
      flat[2 * known + 1] = Objects.requireNonNull(value);
      return;
    }
    if (2 * size == flat.length) {
      flat = Arrays.copyOf(flat, Math.max(2 * ROOM, 2 * flat.length));
    }
    flat[2 * size] = name;
    flat[2 * size + 1] = Objects.requireNonNull(value);
    size++;
    if (index != null) {
      index.put(name, size - 1);
    } else if (size > FEW) {
      index = indexed();
    }
  }

  /// For a builder.
  void addAll(Map<String, Json> others) {
    for (Entry<String, Json> member : others.entrySet()) {
      add(member.getKey(), member.getValue());
    }
  }

  private Map<String, Integer> indexed() {
    Map<String, Integer> places = new HashMap<>(4 * FEW);
    for (int i = 0; i < size; i++) {
      places.put(name(i), i);
    }
    return places;
  }

  private int find(@Nullable Object name) {
    if (index != null) {
      return index.getOrDefault(name, -1);
    }
    for (int i = 0; i < size; i++) {
      if (flat[2 * i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private String name(int place) {
    return (String) flat[2 * place];
  }

  private Json value(int place) {
    return (Json) flat[2 * place + 1];
  }

  @Override
  public @Nullable Json get(@Nullable Object name) {
    int place = find(name);
    return place < 0 ? null : value(place);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return find(name) >= 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Json> action) {
    for (int i = 0; i < size; i++) {
      action.accept(name(i), value(i));
    }
  }

  @Override
  public Set<Entry<String, Json>> entrySet() {
    return new Members();
  }

  private final class Members extends AbstractSet<Entry<String, Json>> {
    @Override
    public int size() {
      return size;
    }

    @Override
    public Iterator<Entry<String, Json>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < size;
        }

        @Override
        public Entry<String, Json> next() {
          if (next >= size) {
            throw new NoSuchElementException();
          }
          Entry<String, Json> member = Map.entry(name(next), value(next));
          next++;
          return member;
        }
      };
    }
  }
}
