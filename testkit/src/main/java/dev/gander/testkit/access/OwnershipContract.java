package dev.gander.testkit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.access.OwnedThing.Kind;
import dev.gander.domain.access.Owner;
import dev.gander.domain.access.Ownership;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [Ownership]. It knows nothing.
public interface OwnershipContract {
  KeyId ANNA = new KeyId("anna");
  KeyId BERT = new KeyId("bert");
  OwnedThing SESSION = new OwnedThing(Kind.SESSION, "20260102_1");
  OwnedThing OTHER = new OwnedThing(Kind.SESSION, "20260102_2");
  OwnedThing SCHEDULE = new OwnedThing(Kind.SCHEDULE, "20260102_1");

  Ownership ownership();

  @Test
  default void nothingIsKnownAtFirst() {
    assertEquals(Optional.empty(), ownership().of(SESSION));
    assertEquals(Set.of(), ownership().openTo(ANNA, Kind.SESSION));
    ownership().forget(SESSION);
    assertEquals(Optional.empty(), ownership().of(SESSION));
  }

  @Test
  default void whatIsGivenBelongsToTheKeyAlone() {
    ownership().give(SESSION, ANNA);
    ownership().give(OTHER, BERT);

    assertEquals(Optional.of(new Owner(ANNA, false)), ownership().of(SESSION));
    assertEquals(Optional.empty(), ownership().of(SCHEDULE));
    assertEquals(Set.of("20260102_1"), ownership().openTo(ANNA, Kind.SESSION));
    assertEquals(Set.of("20260102_2"), ownership().openTo(BERT, Kind.SESSION));
    assertEquals(Set.of(), ownership().openTo(ANNA, Kind.SCHEDULE));
  }

  @Test
  default void theLastOwnerCounts() {
    ownership().give(SESSION, ANNA);
    ownership().share(SESSION, true);

    ownership().give(SESSION, BERT);

    assertEquals(Optional.of(new Owner(BERT, false)), ownership().of(SESSION));
    assertEquals(Set.of(), ownership().openTo(ANNA, Kind.SESSION));
  }

  @Test
  default void whatIsSharedIsOpenToAll() {
    ownership().give(SESSION, ANNA);

    ownership().share(SESSION, true);

    assertEquals(Optional.of(new Owner(ANNA, true)), ownership().of(SESSION));
    assertEquals(Set.of("20260102_1"), ownership().openTo(BERT, Kind.SESSION));
    assertEquals(Set.of(), ownership().openTo(BERT, Kind.SCHEDULE));

    ownership().share(SESSION, false);

    assertEquals(Optional.of(new Owner(ANNA, false)), ownership().of(SESSION));
    assertEquals(Set.of(), ownership().openTo(BERT, Kind.SESSION));
  }

  @Test
  default void aThingOfTheServerCanBeShared() {
    ownership().share(SESSION, true);

    assertEquals(Optional.of(new Owner(KeyId.SERVER, true)), ownership().of(SESSION));
    assertEquals(Set.of("20260102_1"), ownership().openTo(ANNA, Kind.SESSION));
  }

  @Test
  default void whatIsForgottenIsNotKnown() {
    ownership().give(SESSION, ANNA);
    ownership().give(OTHER, ANNA);

    ownership().forget(SESSION);

    assertEquals(Optional.empty(), ownership().of(SESSION));
    assertEquals(Set.of("20260102_2"), ownership().openTo(ANNA, Kind.SESSION));
  }
}
