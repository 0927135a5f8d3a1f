package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.OpenSignIns;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.SessionModels;
import dev.gander.application.model.SettingsForProviders;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.SignInStep;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInToProviderTest {
  private static final JsonObject OLD = JsonObject.of("access_token", Json.of("old"));
  private static final JsonObject NEW = JsonObject.of("access_token", Json.of("new"));

  private static final TokenCache CACHE = new TokenCache("one/tokens.json");

  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();
  private final ActiveModel active = new ActiveModel(settings);

  private final OpenSignIns open = new OpenSignIns();

  private SignInToProvider to(Provider provider) {
    TypedSettings typed = new TypedSettings(settings);
    var models =
        new SessionModels(
            new ProviderRegistry(List.of(new Factory(provider))),
            active,
            new ModelResolution(typed, (_, _) -> Optional.empty(), new ScriptedInterpreter()),
            new SettingsForProviders(typed, secrets, Map.of(), null));
    return new SignInToProvider(models, caches, secrets, active, open);
  }

  private record Factory(Provider provider) implements ProviderFactory {
    @Override
    public ProviderMetadata metadata() {
      return new ProviderMetadata(
          "one",
          "One",
          "d",
          "m",
          null,
          List.of(),
          "",
          List.of(ProviderMetadata.ConfigKey.secret("ONE_TOKEN")));
    }

    @Override
    public Optional<TokenCache> tokenCache() {
      return Optional.of(CACHE);
    }

    @Override
    public Provider create(ProviderSettings settings) {
      return provider;
    }
  }

  /// Null where the user refuses.
  ///
  /// @param meanwhile while it waits for the user
  private record Brings(Credentials credentials, Runnable meanwhile) implements Provider {
    private Brings(Credentials credentials) {
      this(credentials, () -> {});
    }

    @Override
    public String name() {
      return "one";
    }

    @Override
    public ProviderStream stream(ProviderRequest request) {
      throw new ProviderException.Unsupported("only signs in");
    }

    @Override
    public List<String> models() {
      return List.of();
    }

    @Override
    public Credentials signIn() {
      meanwhile.run();
      if (credentials == null) {
        throw new ProviderException.Authentication("The sign-in was refused");
      }
      return credentials;
    }
  }

  @Test
  void tokensTakeThePlaceOfOlderOnes() throws Exception {
    caches.keep(CACHE, OLD);

    to(new Brings(new Credentials.Tokens(CACHE, NEW))).signIn("one");

    assertEquals(Optional.of(NEW), caches.tokens(CACHE));
    assertTrue(active.isMarkedConfigured("one"));
  }

  @Test
  void aTokenMayBeASecret() throws Exception {
    to(new Brings(new Credentials.Secret("ONE_TOKEN", "t"))).signIn("one");

    assertEquals(Optional.of(Json.of("t")), secrets.find("ONE_TOKEN"));
    assertTrue(active.isMarkedConfigured("one"));
  }

  @Test
  void whatBelongsToAnotherProviderIsNotTouched() {
    TokenCache other = new TokenCache("two/tokens.json");
    caches.keep(other, OLD);
    secrets.put("TWO_TOKEN", Json.of("old"));
    var strangeTokens = to(new Brings(new Credentials.Tokens(other, NEW)));
    var strangeKey = to(new Brings(new Credentials.Secret("TWO_TOKEN", "new")));

    assertThrows(SignInFailed.class, () -> strangeTokens.signIn("one"));
    assertThrows(SignInFailed.class, () -> strangeKey.signIn("one"));

    assertEquals(Optional.of(OLD), caches.tokens(other));
    assertEquals(Optional.of(Json.of("old")), secrets.find("TWO_TOKEN"));
    assertFalse(active.isMarkedConfigured("one"));
  }

  @Test
  void whatTheUserHasToDoIsToldWhileItIsWaitedForAndNotLonger() throws Exception {
    var step = new SignInStep(URI.create("https://one.example/device"), "AB12-CD34");
    var asked = new GetSignInStep(new ProviderRegistry(List.of(new Factory(null))), open);
    List<Optional<SignInStep>> seen = new ArrayList<>();
    Runnable waiting =
        () -> {
          seen.add(asked.get("one"));
          step.tell();
          seen.add(asked.get("one"));
        };

    to(new Brings(new Credentials.Secret("ONE_TOKEN", "t"), waiting)).signIn("one");
    seen.add(asked.get("one"));
    SignInToProvider refused = to(new Brings(null, waiting));
    assertThrows(SignInFailed.class, () -> refused.signIn("one"));
    seen.add(asked.get("one"));
    step.tell();
    seen.add(asked.get("one"));

    assertEquals(
        List.of(
            Optional.empty(),
            Optional.of(step),
            Optional.empty(),
            Optional.empty(),
            Optional.of(step),
            Optional.empty(),
            Optional.empty()),
        seen);
    assertThrows(NotFound.class, () -> asked.get("two"));
  }

  @Test
  void aRefusalLeavesAllAsItWas() {
    caches.keep(CACHE, OLD);
    SignInToProvider signIn = to(new Brings(null));

    assertEquals(
        "Authentication error: The sign-in was refused",
        assertThrows(SignInFailed.class, () -> signIn.signIn("one")).reason());
    assertEquals(Optional.of(OLD), caches.tokens(CACHE));
    assertFalse(active.isMarkedConfigured("one"));
  }
}
