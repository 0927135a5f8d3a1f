package dev.gander.domain.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
  @Property(tries = 300)
  void membersAreThoseOfAMapInTheOrderOfTheirFirstMention(
      @ForAll @Size(max = 40) List<@IntRange(max = 20) Integer> names) {
    Map<String, Json> expected = new LinkedHashMap<>();
    JsonObject.Builder builder = JsonObject.builder();
    for (int i = 0; i < names.size(); i++) {
      expected.put("n" + names.get(i), Json.of(i));
      builder.put("n" + names.get(i), i);
    }
    assertIs(expected, builder.build());
    assertIs(expected, new JsonObject(expected));
  }

  @Property(tries = 100)
  void aBuilderGoesOnWithoutChangingWhatItBuilt(
      @ForAll @IntRange(max = 20) int before, @ForAll @IntRange(max = 20) int after) {
    JsonObject.Builder builder = JsonObject.builder();
    Map<String, Json> expected = new LinkedHashMap<>();
    for (int i = 0; i < before; i++) {
      builder.put("n" + i, i);
      expected.put("n" + i, Json.of(i));
    }
    JsonObject first = builder.build();
    for (int i = 0; i < after; i++) {
      builder.put("n" + 2 * i, "later");
    }
    JsonObject second = builder.build();
    assertIs(expected, first);
    for (int i = 0; i < after; i++) {
      expected.put("n" + 2 * i, Json.of("later"));
    }
    assertIs(expected, second);
  }

  private static void assertIs(Map<String, Json> expected, JsonObject object) {
    assertEquals(
        new ArrayList<>(expected.entrySet()), new ArrayList<>(object.members().entrySet()));
    Map<String, Json> told = new LinkedHashMap<>();
    object.members().forEach(told::put);
    assertEquals(new ArrayList<>(expected.entrySet()), new ArrayList<>(told.entrySet()));
    assertEquals(expected, object.members());
    assertEquals(object.members(), expected);
    assertEquals(expected.hashCode(), object.members().hashCode());
    assertEquals(expected.size(), object.members().size());
    expected.forEach((name, value) -> assertEquals(value, object.get(name)));
    assertNull(object.get("absent"));
    assertFalse(object.has("absent"));
    assertNull(object.members().get(null));
  }

  @Test
  void theOrderOfMembersDoesNotMatterForEquality() {
    JsonObject ab = JsonObject.builder().put("a", 1).put("b", 2).build();
    assertEquals(ab, JsonObject.builder().put("b", 2).put("a", 1).build());
    assertNotEquals(ab, JsonObject.builder().put("a", 1).put("b", 3).build());
    assertNotEquals(ab, JsonObject.builder().put("a", 1).build());
  }

  @Test
  void membersCannotBeChanged() {
    Map<String, Json> members = JsonObject.of("a", Json.of(1)).members();
    Iterator<Map.Entry<String, Json>> all = members.entrySet().iterator();
    Map.Entry<String, Json> first = all.next();
    assertThrows(UnsupportedOperationException.class, () -> first.setValue(Json.of(2)));
    assertThrows(UnsupportedOperationException.class, all::remove);
    assertThrows(UnsupportedOperationException.class, () -> members.put("b", Json.of(2)));
    assertThrows(UnsupportedOperationException.class, members::clear);
    assertThrows(NoSuchElementException.class, all::next);
  }
}
