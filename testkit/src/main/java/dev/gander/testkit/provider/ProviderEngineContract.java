package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.declared.Engine;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import org.junit.jupiter.api.Test;

/// The contract of every engine, in addition to that of every factory. No test needs a service.
public interface ProviderEngineContract extends ProviderFactoryContract {
  @Override
  ProviderEngine factory();

  /// A declaration that requires the key `DECLARED_API_KEY`.
  private JsonObject declaration() {
    return JsonObject.builder()
        .put("name", "declared")
        .put("engine", factory().name())
        .put("display_name", "Declared")
        .put("api_key_env", "DECLARED_API_KEY")
        .put("base_url", "http://127.0.0.1:9/v1")
        .put("models", JsonArray.EMPTY)
        .build();
  }

  @Test
  default void itsNameIsThatOfADialect() {
    assertTrue(new Engine(factory().name()).isMeantBy(factory().name()));
    assertEquals(factory().metadata().name(), factory().name());
  }

  @Test
  default void aDeclaredProviderHasTheNameOfItsDeclaration() {
    var declaration = ProviderDeclaration.read(declaration());
    assertEquals("declared", factory().create(declaration, settings()).name());
  }

  @Test
  default void aDeclaredKeyThatIsMissingIsNamedUnlessNoneIsNeeded() {
    var closed = ProviderDeclaration.read(declaration());
    var missing = new Without("DECLARED_API_KEY", settings());
    var failure = assertThrows(ProviderException.class, () -> factory().create(closed, missing));
    assertTrue(failure.text().contains("DECLARED_API_KEY"), failure.text());

    var open = ProviderDeclaration.read(declaration().with("requires_auth", Json.of(false)));
    assertEquals("declared", factory().create(open, missing).name());
  }

  @Test
  default void anAddressThatIsNoneIsRefusedWithoutBeingRepeated() {
    var wrong = declaration().with("base_url", Json.of("https://me:hidden word@"));
    var declaration = ProviderDeclaration.read(wrong);
    var failure =
        assertThrows(ProviderException.class, () -> factory().create(declaration, settings()));
    assertTrue(!failure.text().contains("hidden"), failure.text());
  }
}
