package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.config.SettingsFile.Beginning;
import dev.gander.domain.config.SettingsFile.Condition;
import dev.gander.domain.config.SettingsFile.Recovery;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [SettingsFile]. At first there is no file, no older version and no
/// template.
public interface SettingsFileContract {
  JsonObject TWO_KEYS = JsonObject.of("b", Json.of(1)).with("a", Json.of("x"));

  SettingsFile file();

  /// Makes it a good file with this content, as another program would.
  void say(JsonObject content);

  void breakIt();

  void offerTemplate(JsonObject content);

  @Test
  default void missingFileStaysMissing() {
    assertEquals(new Condition.Missing(), file().condition());
    assertThrows(NotFound.class, () -> file().backUp());
    assertEquals(new Recovery(List.of(), null), file().recover());
    assertEquals(Beginning.NONE, file().begin());
    assertEquals(new Condition.Missing(), file().condition());
  }

  @Test
  default void goodFileIsLeftAsItIs() {
    say(TWO_KEYS);
    offerTemplate(JsonObject.of("other", Json.of(true)));

    assertEquals(new Condition.Good(), file().condition());
    assertEquals(new Recovery(List.of("b", "a"), null), file().recover());
    assertEquals(Beginning.WAS_THERE, file().begin());
    assertEquals(List.of("b", "a"), file().recover().keys());
  }

  @Test
  default void brokenFileIsTold() {
    say(TWO_KEYS);
    breakIt();

    var broken = assertInstanceOf(Condition.Broken.class, file().condition());
    assertEquals(1, broken.problem().lines().count());
    assertThrows(StorageException.class, () -> file().backUp());
    assertEquals(Beginning.WAS_THERE, file().begin());
    assertEquals(broken, file().condition());
  }

  @Test
  default void copyBringsTheFileBack() {
    say(TWO_KEYS);
    SettingsFile.Copy copy = file().backUp();
    breakIt();

    Recovery recovery = file().recover();

    assertEquals(copy.from().getParent(), copy.to().getParent());
    assertEquals(List.of("b", "a"), recovery.keys());
    assertNotNull(recovery.broken());
    assertEquals(new Condition.Good(), file().condition());
    assertEquals(new Recovery(List.of("b", "a"), null), file().recover());
  }

  @Test
  default void brokenFileWithoutACopyMakesWayForAnEmptyOne() {
    breakIt();

    Recovery recovery = file().recover();

    assertEquals(List.of(), recovery.keys());
    assertNotNull(recovery.broken());
    assertEquals(new Condition.Good(), file().condition());
  }

  @Test
  default void missingFileBeginsWithTheTemplate() {
    offerTemplate(TWO_KEYS);

    assertEquals(Beginning.FROM_TEMPLATE, file().begin());

    assertEquals(Beginning.WAS_THERE, file().begin());
    assertEquals(List.of("b", "a"), file().recover().keys());
  }
}
