package dev.gander.provider.kit.signin;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.oauth.TokenStore;
import java.util.Optional;

/// The tokens of a provider, in its file beside the settings.
///
/// @param member the member of the file that contains them; empty if the file itself does
public record TokenCacheStore(TokenCaches caches, TokenFile file, String member)
    implements TokenStore {
  /// A file that contains nothing but tokens.
  public TokenCacheStore(TokenCaches caches, TokenFile file) {
    this(caches, file, "");
  }

  /// @param service what users call it
  /// @throws ProviderException if the settings have no place for tokens
  public static TokenCaches caches(ProviderSettings settings, String service) {
    return settings
        .tokens()
        .orElseThrow(
            () ->
                new ProviderException.ExecutionError(
                    "There is no place for the tokens of " + service, null));
  }

  @Override
  public Optional<JsonObject> tokens() {
    return caches.tokens(file).map(this::in);
  }

  @Override
  public JsonObject change(Change change) throws InterruptedException {
    return in(caches.change(file, kept -> put(kept, change.from(in(kept)))));
  }

  private JsonObject in(JsonObject kept) {
    return member.isEmpty() ? kept : kept.object(member).orElse(JsonObject.EMPTY);
  }

  private JsonObject put(JsonObject kept, JsonObject tokens) {
    return member.isEmpty() ? tokens : kept.with(member, tokens);
  }
}
