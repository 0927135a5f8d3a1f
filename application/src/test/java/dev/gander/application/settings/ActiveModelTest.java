package dev.gander.application.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.settings.ActiveModel.Choice;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.store.InMemorySettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActiveModelTest {
  private final InMemorySettings settings = new InMemorySettings();
  private final ActiveModel active = new ActiveModel(settings);

  @Test
  void aProviderComesBackWithTheModelItWasLastUsedWith() {
    active.activate("one", "large");
    active.activate("other", "small");

    active.activate("one");

    assertEquals(new Choice("one", "large"), active.current());
    assertEquals(Optional.of("small"), active.savedModel("other"));
  }

  @Test
  void aNewProviderTakesOverTheModel() {
    active.activate("one", "large");

    active.activate("new");

    assertEquals(new Choice("new", "large"), active.current());
  }

  @Test
  void theFirstProviderOfAllHasNoModel() {
    active.activate("one");

    assertEquals("one", active.provider().orElseThrow());
    assertEquals(Optional.empty(), active.model());
    assertEquals(Optional.empty(), active.savedModel("one"), "blank is none");
  }

  @Test
  void flatKeysOfOlderFilesStandIn() {
    settings.put("GOOSE_PROVIDER", Json.of("old"));
    settings.put("GOOSE_MODEL", Json.of("small"));
    assertEquals(new Choice("old", "small"), active.current());

    active.useModel("large");

    assertEquals(new Choice("old", "large"), active.current());
    assertEquals(Optional.of("large"), active.savedModel("old"));
  }

  @Test
  void aModelWithoutProviderIsKeptForTheFirstOne() {
    active.useModel("large");
    assertEquals(new Choice(null, "large"), active.current());
    assertFalse(settings.all().has("providers"));

    active.activate("one");

    assertEquals(new Choice("one", "large"), active.current());
  }

  @Test
  void theEnvironmentOverridesBoth() {
    InMemorySettings given =
        new InMemorySettings(
            Map.of("GOOSE_PROVIDER", Json.of("given"), "GOOSE_MODEL", Json.of("tiny")));
    ActiveModel overridden = new ActiveModel(given);

    overridden.activate("one", "large");

    assertEquals(new Choice("given", "tiny"), overridden.current());
    assertEquals(Optional.of("large"), overridden.savedModel("one"));
  }

  @Test
  void aModelOfTheEnvironmentsProviderIsKeptUnderItsName() {
    ActiveModel overridden =
        new ActiveModel(new InMemorySettings(Map.of("GOOSE_PROVIDER", Json.of("given"))));

    overridden.useModel("large");

    assertEquals(Optional.of("large"), overridden.savedModel("given"));
  }

  @Test
  void whatIsForgottenLeavesTheRest() {
    active.activate("one", "large");

    active.forgetModel();
    assertEquals(new Choice("one", null), active.current());
    active.useModel("large");
    active.forgetProvider();

    assertEquals(new Choice(null, null), active.current());
    assertEquals(Optional.of("large"), active.savedModel("one"));
  }

  @Test
  void aMarkIsNamedAfterItsProvider() {
    assertEquals(Optional.of("a"), ActiveModel.markedBy("a_configured"));
    assertEquals(Optional.empty(), ActiveModel.markedBy("_configured"));
    assertEquals(Optional.empty(), ActiveModel.markedBy("a_configured_not"));
    assertEquals(Optional.empty(), ActiveModel.markedBy("GOOSE_PROVIDER"));
  }

  @Test
  void aMarkIsSetInBothForms() {
    active.activate("one", "large");

    active.markConfigured("one", Json.of(false));
    assertFalse(active.isMarkedConfigured("one"));
    assertEquals(Optional.of("large"), active.savedModel("one"));
    active.markConfigured("one", Json.of(true));
    assertTrue(active.isMarkedConfigured("one"));
    assertEquals(Json.of(true), settings.all().get("one_configured"));
    active.unmarkConfigured("one");
    assertFalse(active.isMarkedConfigured("one"));
    assertEquals(Optional.of("large"), active.savedModel("one"));
  }

  @Test
  void aMarkThatIsNoTruthIsOnlyStored() {
    active.markConfigured("one", Json.of("maybe"));

    assertFalse(active.isMarkedConfigured("one"));
    assertEquals(JsonObject.of("one_configured", Json.of("maybe")), settings.all());
  }

  @Test
  void aUsersWorkIsNotOverwritten() {
    settings.put("providers", JsonArray.of(Json.of("mine")));
    assertThrows(StorageException.class, () -> active.activate("one", "large"));

    settings.put("providers", JsonNull.NULL);
    active.activate("one", "large");
    assertEquals(Optional.of("large"), active.savedModel("one"));
  }
}
